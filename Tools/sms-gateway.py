"""An SMS gateway for the tests: answers as the path says and, where it has a report URL, calls it with kinds of reports.

    sms-gateway.py [CERTIFICATE KEY [PORT]]     with TLS where there is a certificate
"""
import ssl
import sys
import threading
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

OK = b'HTTP/1.1 200 OK\r\nContent-Length: 17\r\n\r\n{ "Code" : "OK" }'
seen = set()
lock = threading.Lock()


class Gateway(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urllib.parse.urlsplit(self.path)
        query = urllib.parse.parse_qs(parts.query)
        identity = query.get("id", [""])[0]
        print("got", query["to"][0], query["text"][0], *query.get("key", []), flush=True)
        report = query.get("report", [""])[0]
        with lock:
            isFirst = identity not in seen
            seen.add(identity)
        self.close_connection = True
        if parts.path == "/lying":
            return self.raw(OK.replace(b'"OK" }', b'"NO" }'))
        if parts.path == "/broken":
            return self.raw(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")
        if parts.path == "/cut" or parts.path == "/cutOnce" and isFirst:
            return
        if parts.path == "/midway":
            return self.raw(OK[:-3])
        if parts.path == "/redirect":
            return self.raw(b"HTTP/1.1 307 There\r\nLocation: /plain?%s\r\nContent-Length: 0\r\n\r\n" % parts.query.encode())
        if parts.path == "/slow":
            # The transfer ends in the middle of such an answer, unless every byte of it is waited for.
            for byte in OK:
                self.raw(bytes([byte]))
            return
        if parts.path == "/silent":
            return self.connection.recv(1)
        if parts.path.startswith("/late"):
            # Until the caller has given up.
            self.connection.recv(1)
            self.raw(OK)
        elif parts.path == "/endless":
            self.raw(b"HTTP/1.1 200 OK\r\n\r\n")
            return self.endless(b'{"Code":"OK"} ' * 4096)
        elif parts.path == "/endlessHead":
            self.raw(b"HTTP/1.1 200 OK\r\n")
            return self.endless(b"X-More: " + b"x" * 4096 + b"\r\n")
        elif parts.path == "/sendsms":
            self.raw(b"HTTP/1.1 202 Taken\r\nContent-Length: 0\r\n\r\n")
        else:
            self.raw(OK * 2 if parts.path == "/answersTwice" else OK)
        kinds = {"/undeliverable": ["8", "2"], "/twice": ["1", "2", "1"], "/lateReported": ["1"]}
        for kind in kinds.get(parts.path, []):
            urllib.request.urlopen(report.replace("%d", kind)).read()

    def raw(self, answer):
        try:
            self.wfile.write(answer)
            self.wfile.flush()
        except OSError:
            pass

    def endless(self, piece):
        try:
            while True:
                self.wfile.write(piece)
        except OSError:
            print("hung up", flush=True)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, *_):
        print("no request", flush=True)


server = Server(("127.0.0.1", int(sys.argv[3]) if len(sys.argv) > 3 else 0), Gateway)
if len(sys.argv) > 2:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
print("ready", server.server_port, flush=True)
server.serve_forever()
