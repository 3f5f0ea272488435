"""A shop's own tests of push, in Python: phones and journeys of a sandbox, over its control API.

Nothing but the standard library: python3 -m unittest -v test_push
"""

import json
import os
import shlex
import subprocess
import time
import unittest
import urllib.error
import urllib.request

# Starts a sandbox whose last line of output says where it is.
COMMAND = os.environ.get("SANDBOX", "npm start --silent -- --port 0 --json")
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")

USER = "abc123-user-uuid"


class Sandbox:
    def __init__(self):
        self.process = subprocess.Popen(shlex.split(COMMAND), cwd=ROOT, stdout=subprocess.PIPE, text=True)
        line = next(line for line in self.process.stdout if line.startswith("{"))
        connection = json.loads(line)
        self.url, self.token = connection["control"], connection["controlToken"]

    def call(self, method, path, body=None):
        request = urllib.request.Request(
            self.url + "/api" + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "Bearer " + self.token, "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def phone(self, profile):
        phone = Phone(self, self.call("POST", "/phones", {"profile": profile})["id"])
        phone.act("page/open")
        return phone

    def send(self, **push):
        return self.call("POST", "/pushes", push)

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.process.stdout.close()


class Phone:
    """A phone in a person's hand, with the app open."""

    def __init__(self, sandbox, phone_id):
        self.sandbox, self.path = sandbox, "/phones/" + phone_id

    def view(self):
        return self.sandbox.call("GET", self.path)

    def act(self, action, **body):
        return self.sandbox.call("POST", self.path + "/" + action, body or None)

    def evaluate(self, code):
        """Runs code in the page; what it comes to."""
        return self.act("page/evaluate", code=code).get("value")

    def shows(self, title):
        """Waits until the notification is on the screen."""
        return until(lambda: next((item for item in self.view()["tray"] if item["title"] == title), None))

    def sign_in(self, answer):
        self.evaluate("globalThis.asked = median.msdynamics.promptNotificationPermission(); null")
        if answer:
            until(lambda: self.view()["dialog"])
            self.act("dialog", answer=answer)
        self.evaluate("asked")
        return self.evaluate("median.msdynamics.registerDevice({ userId: '%s' })" % USER)


def until(look, seconds=30):
    end = time.monotonic() + seconds
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > end:
            raise AssertionError("it did not happen within %d s" % seconds)
        time.sleep(0.05)


class Push(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()
        cls.addClassCleanup(cls.sandbox.close)

    def test_a_customer_sees_that_the_order_has_shipped(self):
        phone = self.sandbox.phone("android-14")
        self.assertTrue(phone.sign_in("allow")["success"])
        phone.act("background")
        self.sandbox.send(contact=USER, title="Your order has shipped", link="/orders/42")
        phone.act("tap", notificationId=phone.shows("Your order has shipped")["id"])
        until(lambda: phone.view()["page"]["url"].endswith("/orders/42"))

    def test_without_permission_the_page_is_told_why(self):
        phone = self.sandbox.phone("iphone")
        answer = phone.sign_in("deny")
        self.assertEqual((answer["success"], answer["reason"]), (False, "permission-missing"))

    def test_an_older_android_asks_nobody(self):
        phone = self.sandbox.phone("android-12")
        self.assertTrue(phone.sign_in(None)["success"])

    def test_nobody_can_tap_what_is_not_there(self):
        phone = self.sandbox.phone("iphone")
        with self.assertRaises(urllib.error.HTTPError) as refused:
            phone.act("tap", notificationId="none")
        with refused.exception as answer:
            self.assertEqual(json.load(answer)["code"], "not-possible")


if __name__ == "__main__":
    unittest.main()
