#!/usr/bin/python3
"""A headless Chromium for the tests: one JSON request a line on standard input, one answer a line on standard output.

    {"id": 1, "do": "open", "with": ["http://127.0.0.1:1/"]}  ->  {"id": 1, "ok": null}

An answer is {"id", "ok"} or {"id", "error"}. It ends with its input. Needs Debian's chromium-driver and python3-selenium.
"""

import base64
import json
import os
import sys
import tempfile
import time

from selenium import webdriver
from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-component-update",
    "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run", "--lang=zh-CN",
    "--autoplay-policy=no-user-gesture-required", "--mute-audio", "--force-color-profile=srgb",
]


class Browser:
    def __init__(self, profile):
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for flag in FLAGS + [f"--user-data-dir={profile}"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.driver.set_script_timeout(60)

    def fresh(self):
        """As a browser that was just started: another tab, nothing of the pages before."""
        self.driver.switch_to.new_window("tab")
        new = self.driver.current_window_handle
        for handle in self.driver.window_handles:
            if handle == new:
                continue
            self.driver.switch_to.window(handle)
            origin = self.driver.execute_script("return location.origin")
            self.driver.close()
            self.driver.switch_to.window(new)
            if origin != "null":
                self.driver.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        self.driver.execute_cdp_cmd("Network.clearBrowserCache", {})
        self.console()

    def open(self, url):
        self.driver.get(url)

    def reload(self):
        self.driver.refresh()

    def size(self, width, height, scale=1, dark=False):
        """The page's own size in CSS pixels, and how many pixels of the screen one of them is."""
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": scale, "mobile": False})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}]})

    def before(self, script):
        """Runs `script` at the beginning of every page from now on."""
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})

    def keys(self, *names):
        """Presses keys one after another: a name of selenium's (`ENTER`, `F2`), `ALT+l`, or text that is typed."""
        for name in names:
            chain = ActionChains(self.driver, duration=0)
            *held, last = name.split("+") if "+" in name and len(name) > 1 else [name]
            for one in held:
                chain.key_down(getattr(Keys, one))
            chain.send_keys(getattr(Keys, last, last))
            for one in reversed(held):
                chain.key_up(getattr(Keys, one))
            chain.perform()

    def run(self, script, *arguments):
        """What the body of a function, which may be asynchronous, returns."""
        return self.driver.execute_script(f"return (async function () {{ {script} }}).apply(null, arguments)", *arguments)

    def until(self, script, seconds=90):
        """Waits until the expression is true; tells what stood there instead."""
        # The page looks by itself, half a second at a time: asking it over and over would be most of the work.
        look = (f"for (let turn = 0; turn < 25; turn += 1) {{ if ({script}) return true; "
                "await new Promise((after) => setTimeout(after, 20)); } return false;")
        end = time.monotonic() + seconds
        problem = ""
        while time.monotonic() < end:
            try:
                if self.run(look):
                    return True
            except WebDriverException as gone:
                # A page that is left takes the script with it.
                problem = f" ({gone.msg})"
                time.sleep(0.03)
        # On one line, which is what is left of it in a list of failures.
        seen = " / ".join(self.driver.execute_script("return document.body.innerText").split("\n"))
        raise TimeoutException(f"not within {seconds} s: {script}{problem}; the page says: {seen}")

    def shot(self, path=None):
        data = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"]
        if path:
            with open(path, "wb") as file:
                file.write(base64.b64decode(data))
        return len(data) * 3 // 4

    def tab(self, url):
        """Opens another tab and goes there; its handle."""
        self.driver.switch_to.new_window("tab")
        self.driver.get(url)
        return self.driver.current_window_handle

    def handle(self):
        return self.driver.current_window_handle

    def switch(self, handle):
        self.driver.switch_to.window(handle)

    def choose(self, selector, path):
        """Chooses a file where the page asks for one; the dialog for it is the browser's own."""
        self.driver.find_element("css selector", selector).send_keys(path)

    def downloads(self, folder):
        """From now on files are kept in `folder`."""
        self.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": folder})

    def kept(self, path, seconds=60):
        """Waits until a file was kept."""
        WebDriverWait(self.driver, seconds, poll_frequency=0.03).until(lambda _: os.path.exists(path))

    def pdf(self, path):
        """What printing the page would put on paper."""
        data = self.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def memory(self):
        """What the page holds once everything that can go has gone: bytes of the script's heap, and counts."""
        self.driver.execute_cdp_cmd("Performance.enable", {})
        for _ in range(3):
            self.driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
        metrics = {one["name"]: one["value"] for one in self.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]}
        return {"heap": metrics["JSHeapUsedSize"], "nodes": metrics["Nodes"],
                "listeners": metrics["JSEventListeners"], "documents": metrics["Documents"]}

    def close(self):
        self.driver.close()

    def console(self):
        """What the pages wrote to the console since the last time."""
        return [f"{entry['level']} {entry['message']}" for entry in self.driver.get_log("browser")]

    def cdp(self, command, arguments=None):
        return self.driver.execute_cdp_cmd(command, arguments or {})


def main():
    with tempfile.TemporaryDirectory(prefix="idk-browser.") as profile:
        browser = Browser(profile)
        try:
            print(json.dumps({"id": 0, "ok": "ready"}), flush=True)
            for line in sys.stdin:
                request = json.loads(line)
                try:
                    value = getattr(browser, request["do"])(*request.get("with", []))
                    answer = {"id": request["id"], "ok": value}
                except WebDriverException as problem:
                    answer = {"id": request["id"], "error": problem.msg or str(problem)}
                print(json.dumps(answer), flush=True)
        finally:
            browser.driver.quit()


if __name__ == "__main__":
    main()
