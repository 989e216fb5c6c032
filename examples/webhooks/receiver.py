"""Receives the server's webhooks: python3 receiver.py SECRET [PORT]. Prints each event; forged requests get 401."""
# region is-genuine
import base64, hashlib, hmac, time

def is_genuine(secret, headers, body):           # body: the bytes as they came
    key = base64.b64decode(secret[6:]) if secret.startswith("whsec_") else secret.encode()
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return (hmac.compare_digest(expected, headers["webhook-signature"])
            and abs(time.time() - int(headers["webhook-timestamp"])) < 300)
# endregion


def serve(secret, port):
    import http.server
    import json

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            genuine = is_genuine(secret, self.headers, body)
            self.send_response(204 if genuine else 401)
            self.end_headers()
            if genuine:
                for event in json.loads(body)["events"]:
                    print(event, flush=True)

        def log_message(self, *args):
            pass

    http.server.HTTPServer(("127.0.0.1", port), Receiver).serve_forever()


if __name__ == "__main__":
    import sys

    serve(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 8000)
