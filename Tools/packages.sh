# Sourced by run, test and bench: which Debian packages are needed, and how the missing ones get here.

# The Swift toolchain's own needs, and the C libraries.
build_packages=(binutils libc6-dev libgcc-12-dev libstdc++-12-dev libxml2 libncurses6 libcurl4 libsqlite3-0 zlib1g
  tzdata util-linux pkg-config libusb-1.0-0-dev libpcsclite-dev libsqlite3-dev libssl-dev openssl libpng-dev libseccomp-dev libcurl4-openssl-dev
  libmicrohttpd-dev libsodium-dev libpq-dev)
# The virtual reader behind a real pcscd.
virtual_packages=(pcscd vsmartcard-vpcd)
# What packaging/make-deb works with.
package_packages=(debhelper dpkg-dev fakeroot)
# What ./test --vm boots.
vm_packages=(qemu-system-x86 qemu-utils mmdebstrap e2fsprogs python3)
# What ./bench measures beside idkiosk, and counts with.
bench_packages=(gcc systemd strace umockdev gir1.2-umockdev-1.0 python3 python3-gi util-linux chromium chromium-driver python3-selenium fonts-noto-cjk postgresql)
# What the tests run against.
test_packages=(kannel kannel-extras umockdev gir1.2-umockdev-1.0 python3 python3-gi udev systemd strace sqlite3 util-linux git man-db gcc poppler-utils postgresql
  chromium chromium-driver python3-selenium fonts-noto-cjk)

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

install_missing() {
  local package missing=()
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "Missing packages: ${missing[*]}"
  echo "Installing them with apt-get."
  # Through env: sudo would drop the variable, and a package might stop to ask.
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
}

need_swift() {
  command -v swift >/dev/null || {
    echo "The Swift 6.3 toolchain is not on PATH: unpack it and add its usr/bin to PATH." >&2
    exit 69
  }
}

# Of a build's output only what a person must see: errors, and how it ended.
show_build() {
  grep -vE '^\[|prohibited flag|mktemp|^(Building|Planning|Compiling|Write|Fetching)|^$' || true
}
