"""Holds the web APIs against their OpenAPI documents; .ci/fuzz calls it.

The last line for each API is "fuzzed: N passed, M failed", N and M being operations.
"""

import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree

import openapi_spec_validator

# The API, whose application asks it, and by which scope.
APIS = [
    ("/api", "admin@example.com", "json_api"),
    ("/customer-api", "amanda.cole@example.com", "customer_json_api"),
    ("/email-addon/v1", "admin@example.com", "email_addon"),
]
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "ignored_auth",
]
CONFIGURATION = pathlib.Path(__file__).resolve().with_name("schemathesis.toml")
# How many requests of each operation are made up, besides those that its document suggests.
EXAMPLES = "6"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(url, data=None):
    with urllib.request.urlopen(urllib.request.Request(url, data=data), timeout=10) as answer:
        return json.load(answer)


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except (OSError, urllib.error.URLError):
        return False


def token(binary, environment, folder, url, owner, scope):
    """An access token of a new application of this person."""
    command = [binary, "application", "create", "--owner", owner, "--name", f"Fuzzing {scope}", "--api", scope, "--json"]
    made = json.loads(subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.PIPE).stdout)
    fields = {"grant_type": "client_credentials", **{name: made[name] for name in ("client_id", "client_secret")}}
    return get(f"{url}/oauth2/token", urllib.parse.urlencode(fields).encode())["access_token"]


def fuzz(url, api, bearer, folder):
    """Whether the API is as its document says."""
    document = f"{url}{api}/openapi.json"
    told = get(document)
    openapi_spec_validator.validate(told)
    report = folder / "report.xml"
    command = [
        str(pathlib.Path(sys.executable).parent / "schemathesis"),
        *("--config-file", str(CONFIGURATION), "run", document, "--url", told["servers"][0]["url"], "--header", f"Authorization: Bearer {bearer}"),
        *("--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing"),
        *("--max-examples", EXAMPLES, "--generation-deterministic", "--workers", "1"),
        *("--suppress-health-check", "all", "--continue-on-failure", "--no-color", "--warnings", "off"),
        *("--report", "junit", "--report-junit-path", str(report)),
    ]
    done = subprocess.run(command, cwd=folder)
    suites = xml.etree.ElementTree.parse(report).getroot().iter("testcase")
    cases = [any(part.tag in ("failure", "error") for part in case) for case in suites]
    failed = sum(cases)
    if done.returncode != 0 and failed == 0:
        failed = 1
    print(f"fuzzed: {len(cases) - failed} passed, {failed} failed", flush=True)
    return failed == 0 and len(cases) > 0


def main():
    binary = sys.argv[1]
    url = f"http://127.0.0.1:{free_port()}"
    environment = {
        "PATH": os.environ["PATH"],
        "LEPTOS_SITE_ROOT": os.environ.get("LEPTOS_SITE_ROOT", str(pathlib.Path("target/site-debug").resolve())),
        "LATCHKEY_SERVER__LISTEN": url.removeprefix("http://"),
        "LATCHKEY_SERVER__PUBLIC_URL": url,
        "LATCHKEY_LOG__FILTER": "error",
    }
    with tempfile.TemporaryDirectory(prefix="latchkey-fuzz-") as name:
        folder = pathlib.Path(name)
        subprocess.run([binary, "init", "--demo"], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
        with subprocess.Popen([binary, "serve"], cwd=folder, env=environment, stdout=subprocess.DEVNULL) as server:
            try:
                while not answers(f"{url}/readyz"):
                    if server.poll() is not None:
                        sys.exit("latchkey did not start")
                    time.sleep(0.05)
                as_told = [fuzz(url, api, token(binary, environment, folder, url, owner, scope), folder) for api, owner, scope in APIS]
            finally:
                server.terminate()
    sys.exit(not all(as_told))


if __name__ == "__main__":
    main()
