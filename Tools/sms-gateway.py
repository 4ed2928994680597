"""An SMS gateway for the tests: answers as the path says and, where it has a report URL, calls it with kinds of reports.

A POST is one to Aliyun's or Tencent's service: its signature is checked with nothing of ours, and the template's id is
the code that is answered. One of `503-CODE` is answered with that status, `cut` with nothing.

    sms-gateway.py [CERTIFICATE KEY [PORT]]     with TLS where there is a certificate
"""
import datetime
import hashlib
import hmac
import json
import os
import ssl
import sys
import threading
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

OK = b'HTTP/1.1 200 OK\r\nContent-Length: 17\r\n\r\n{ "Code" : "OK" }'
seen = set()
lock = threading.Lock()


SECRET = os.environ.get("SMS_SECRET", "k3y-of-the-gateway")


def sha(data):
    return hashlib.sha256(data).hexdigest()


def code(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256)


def authorization(line):
    """The scheme and the words of an Authorization header."""
    scheme, rest = line.split(" ", 1)
    return scheme, dict(part.strip().split("=", 1) for part in rest.split(","))


class Gateway(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.close_connection = True
        parts = urllib.parse.urlsplit(self.path)
        scheme, words = authorization(self.headers["Authorization"])
        names = words["SignedHeaders"].split(";")
        values = {name: " ".join(self.headers.get_all(name)).strip() for name in names}
        if scheme == "ACS3-HMAC-SHA256":
            query = "&".join(sorted(parts.query.split("&")))
            request = "\n".join(
                ["POST", parts.path, query, *[f"{n}:{values[n]}" for n in sorted(names)], "", ";".join(sorted(names)), sha(body)])
            expected = code(SECRET.encode(), scheme + "\n" + sha(request.encode())).hexdigest()
            at = datetime.datetime.fromisoformat(values["x-acs-date"].replace("Z", "+00:00"))
            asked = {k: v[0] for k, v in urllib.parse.parse_qs(parts.query).items()}
            isWhole = (
                values["x-acs-action"] == "SendSms" and values["x-acs-version"] == "2017-05-25"
                and values["x-acs-content-sha256"] == sha(body) and bool(asked["SignName"]) and bool(asked["OutId"]))
            template, number, places = asked["TemplateCode"], asked["PhoneNumbers"], asked.get("TemplateParam", "")
            nonce, user = values["x-acs-signature-nonce"], words["Credential"]
        else:
            user, day, service, end = words["Credential"].split("/")
            seconds = self.headers["X-TC-Timestamp"]
            at = datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc)
            values["x-tc-action"] = values["x-tc-action"].lower()
            request = "\n".join(
                ["POST", parts.path, parts.query, *[f"{n}:{values[n]}" for n in names], "", ";".join(names), sha(body)])
            key = ("TC3" + SECRET).encode()
            for word in (at.strftime("%Y-%m-%d"), "sms", "tc3_request"):
                key = code(key, word).digest()
            text = f"{scheme}\n{seconds}\n{day}/{service}/{end}\n{sha(request.encode())}"
            expected = code(key, text).hexdigest()
            asked = json.loads(body)
            isWhole = (
                self.headers["X-TC-Action"] == "SendSms" and self.headers["X-TC-Version"] == "2021-01-11"
                and bool(self.headers["X-TC-Region"]) and bool(asked["SignName"]) and bool(asked["SessionContext"])
                and bool(asked["SmsSdkAppId"]))
            template, (number,) = asked["TemplateId"], asked["PhoneNumberSet"]
            places, nonce = json.dumps(asked["TemplateParamSet"], ensure_ascii=False), asked["SessionContext"]
        age = abs((datetime.datetime.now(datetime.timezone.utc) - at).total_seconds())
        with lock:
            isNew = nonce not in seen
            seen.add(nonce)
        if not hmac.compare_digest(expected, words["Signature"]) or not isWhole or age > 300 or not isNew:
            print("bad request", flush=True)
            template = "SignatureDoesNotMatch" if scheme.startswith("ACS3") else "AuthFailure.SignatureFailure"
        print("got", number, template, places, user, flush=True)
        if template == "cut":
            return
        status, _, rest = template.partition("-") if template[:3].isdigit() and template[3:4] == "-" else ("200", "", template)
        isTaken = rest.startswith(("SMS_", "1"))
        if rest == "nonsense":
            answer = {"Message": "OK"}
        elif scheme.startswith("ACS3"):
            answer = {"Code": "OK" if isTaken else rest, "Message": "-", "RequestId": "-"}
        elif isTaken or rest.startswith(("LimitExceeded", "InvalidParameterValue.Incorrect")):
            answer = {"Response": {"SendStatusSet": [{"Code": "Ok" if isTaken else rest, "Fee": 1}], "RequestId": "-"}}
        else:
            answer = {"Response": {"Error": {"Code": rest, "Message": "-"}, "RequestId": "-"}}
        answer = json.dumps(answer).encode()
        self.raw(b"HTTP/1.1 %s X\r\nContent-Length: %d\r\n\r\n" % (status.encode(), len(answer)) + answer)

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
