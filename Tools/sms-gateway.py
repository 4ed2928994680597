"""An SMS gateway for the tests: answers as the path says and, for /report, calls the report URL with a kind."""
import sys
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Gateway(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urllib.parse.urlsplit(self.path)
        query = urllib.parse.parse_qs(parts.query)
        print("got", query["to"][0], query["text"][0], flush=True)
        report = query.get("report", [""])[0]
        if parts.path == "/lying":
            return self.answer(200, b'{"Code": "isv.BUSINESS_LIMIT_CONTROL", "Message": "OK"}')
        if parts.path == "/broken":
            return self.answer(500, b"")
        if parts.path == "/cut":
            return self.connection.close()
        self.answer(200, b'{ "Code" : "OK" }')
        for kind in {"/undeliverable": ["8", "2"], "/twice": ["1", "2", "1"]}.get(parts.path, []):
            urllib.request.urlopen(report.replace("%d", kind)).read()

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
print("ready", server.server_port, flush=True)
server.serve_forever()
