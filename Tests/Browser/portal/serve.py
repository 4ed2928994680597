#!/usr/bin/python3
"""Serves this folder as a site on the public network: Chromium keeps its pages from this machine (Local Network Access)."""

import functools
import http.server
import os


class Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", "treat-as-public-address")
        super().end_headers()


handler = functools.partial(Handler, directory=os.path.dirname(os.path.abspath(__file__)))
with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
    print(f"Serving HTTP on 127.0.0.1 port {server.server_port}", flush=True)
    server.serve_forever()
