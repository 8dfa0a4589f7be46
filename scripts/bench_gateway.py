"""The part `gateway` of scripts/bench, after the list of howardjohn/gateway-api-bench: many routes on one Gateway, routes
one after the other, changes under traffic, ten thousand routes, thousands of ListenerSets."""
import base64
import http.client
import json
import os
import re
import shutil
import socket
import ssl
import statistics
import subprocess
import tempfile
import threading
import time

GATEWAY = "/apis/gateway.networking.k8s.io/v1"
MERGE = "application/merge-patch+json"
CONNECTIONS = 4


class API:
    """The API server over a few kept-alive connections; many writes are pipelined, so that the client is not what is
    measured."""

    def __init__(self, kubectl):
        config = json.loads(kubectl("config", "view", "--raw", "--minify", "-o", "json"))
        user, cluster = config["users"][0]["user"], config["clusters"][0]["cluster"]
        self.context = ssl.create_default_context(cadata=base64.b64decode(cluster["certificate-authority-data"]).decode())
        with tempfile.NamedTemporaryFile() as pem:
            pem.write(base64.b64decode(user["client-certificate-data"]) + b"\n" + base64.b64decode(user["client-key-data"]))
            pem.flush()
            self.context.load_cert_chain(pem.name)
        self.host, self.port = re.match(r"https://\[?([^\]]+)\]?:(\d+)", cluster["server"]).groups()
        self.kept = self.connection()

    def connection(self):
        connection = http.client.HTTPSConnection(self.host, int(self.port), context=self.context, timeout=60)
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def call(self, method, path, body=None, kind="application/json"):
        data = None if body is None else json.dumps(body)
        try:
            self.kept.request(method, path, data, {"Content-Type": kind})
            answer = self.kept.getresponse()
        except http.client.RemoteDisconnected:  # It was idle for too long.
            self.kept = self.connection()
            self.kept.request(method, path, data, {"Content-Type": kind})
            answer = self.kept.getresponse()
        data = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {data[:300]}")
        return json.loads(data)

    def many(self, requests):
        """Sends (method, path, body) over several connections and waits for all answers; in seconds."""
        parts = [requests[index::CONNECTIONS] for index in range(CONNECTIONS)]
        packed = [[self.packed(*request) for request in part] for part in parts]
        threads = [threading.Thread(target=self.pipeline, args=(part,)) for part in packed if part]
        begin = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.perf_counter() - begin

    def packed(self, method, path, body=None):
        data = b"" if body is None else json.dumps(body).encode()
        head = f"{method} {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nContent-Type: application/json\r\n"
        return (head + f"Content-Length: {len(data)}\r\n\r\n").encode() + data

    def pipeline(self, requests, window=32):
        connection = self.connection()
        stream = connection.sock.makefile("rb")
        sent = 0
        for index in range(len(requests)):
            if sent <= index:
                batch = requests[sent:sent + window]
                connection.sock.sendall(b"".join(batch))
                sent += len(batch)
            status = int(stream.readline().split()[1])
            length, chunked = 0, False
            while (line := stream.readline().strip().lower()):
                if line.startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
                chunked = chunked or line == b"transfer-encoding: chunked"
            while chunked:
                size = int(stream.readline(), 16)
                stream.read(size + 2)
                chunked = size > 0
            stream.read(length)
            if status >= 300:
                raise SystemExit(f"{requests[index][:120]}: {status}")
        connection.close()

    def watch(self, path, seen):
        """Calls `seen(type, object)` for each change from now on, on a thread of its own."""
        revision = self.call("GET", path)["metadata"]["resourceVersion"]
        connection = self.connection()
        connection.request("GET", f"{path}?watch=true&resourceVersion={revision}")
        stream = connection.getresponse()

        def read():
            try:
                for line in stream:
                    event = json.loads(line)
                    seen(event["type"], event["object"])
            except (OSError, ValueError, http.client.HTTPException):
                pass

        threading.Thread(target=read, daemon=True).start()
        return connection


def route(name, namespace="default", host=None, path="/", backend="backend"):
    return {
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": {"name": name, "namespace": namespace},
        "spec": {
            "parentRefs": [{"name": "eg", "namespace": "default"}], "hostnames": [host or name + ".example.com"],
            "rules": [{"matches": [{"path": {"type": "PathPrefix", "value": path}}],
                       "backendRefs": [{"name": backend, "namespace": "default", "port": 3000}]}]}}


def routes_path(namespace="default"):
    return f"{GATEWAY}/namespaces/{namespace}/httproutes"


def attached(gateway):
    return sum(listener["attachedRoutes"] for listener in gateway.get("status", {}).get("listeners", []))


class Prober:
    """Asks over one kept-alive connection."""

    def __init__(self, host, port):
        self.connection = http.client.HTTPConnection(host, port, timeout=5)

    def ask(self, name, path="/"):
        try:
            self.connection.request("GET", path, headers={"Host": name})
            answer = self.connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return 0

    def until(self, name, path="/", wanted=200, limit=30):
        """Seconds until the answer is as wanted, and how often which other answers came."""
        begin, others = time.perf_counter(), {}
        while True:
            status = self.ask(name, path)
            if status == wanted:
                return time.perf_counter() - begin, others
            others[status] = others.get(status, 0) + 1
            if time.perf_counter() - begin > limit:
                raise SystemExit(f"{name}{path} answers {status}, not {wanted}")


def prepared(sandbox, fixture):
    sandbox.until("ready")
    sandbox.kubectl("apply", "-f", fixture)
    sandbox.kubectl("patch", "gateway", "eg", "--type=merge", "-p", json.dumps({
        "spec": {"allowedListeners": {"namespaces": {"from": "All"}}, "listeners": [
            {"name": "http", "protocol": "HTTP", "port": 80, "allowedRoutes": {"namespaces": {"from": "All"}}}]}}))
    grant(sandbox.kubectl)
    host, port = sandbox.gateway()
    prober = Prober(host, port)
    prober.until("www.example.com")
    return API(sandbox.kubectl), prober, host, port


def grant(kubectl):
    froms = [{"group": "gateway.networking.k8s.io", "kind": "HTTPRoute", "namespace": f"scale-{index}"} for index in range(50)]
    kubectl("apply", "-f", "-", stdin=json.dumps({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "ReferenceGrant",
        "metadata": {"name": "all", "namespace": "default"},
        "spec": {"from": froms[:16], "to": [{"group": "", "kind": "Service"}]}}))
    for index in range(16, 50, 16):
        kubectl("apply", "-f", "-", stdin=json.dumps({
            "apiVersion": "gateway.networking.k8s.io/v1", "kind": "ReferenceGrant",
            "metadata": {"name": f"all-{index}", "namespace": "default"},
            "spec": {"from": froms[index:index + 16], "to": [{"group": "", "kind": "Service"}]}}))


def attachment(make, show, fixture, count=1000):
    """Routes on one Gateway, up and down, with the number of status writes."""
    with make() as sandbox:
        api, prober, _, _ = prepared(sandbox, fixture)
        state = {"attached": 0, "gateway": 0, "routes": {}, "generation": {}}
        changed = threading.Condition()

        def gateway(kind, value):
            with changed:
                if kind == "MODIFIED":
                    state["gateway"] += 1
                state["attached"] = attached(value)
                changed.notify_all()

        def routes(kind, value):
            name = value["metadata"]["name"]
            if kind == "MODIFIED":
                state["routes"][name] = state["routes"].get(name, 0) + 1

        watches = [api.watch(f"{GATEWAY}/namespaces/default/gateways", gateway), api.watch(routes_path(), routes)]
        base = attached(api.call("GET", f"{GATEWAY}/namespaces/default/gateways/eg"))

        def run(requests, wanted):
            state["gateway"], state["routes"] = 0, {}
            begin = time.perf_counter()
            took = api.many(requests)
            with changed:
                changed.wait_for(lambda: state["attached"] == wanted, timeout=120)
            whole = time.perf_counter() - begin
            time.sleep(1.5)
            return took, whole

        took, whole = run([("POST", routes_path(), route(f"r{index}")) for index in range(count)], base + count)
        writes = state["gateway"] + sum(state["routes"].values())
        show(f"{count} routes up: all written → attachedRoutes right", f"{whole - took:.2f}", "s", f"the writing itself {took:.2f} s")
        show(f"{count} routes up: first write → attachedRoutes right", f"{whole:.2f}", "s", "target ≤ 0.5; Envoy Gateway 24.3")
        show("status writes, Gateway / each route at most / all", f"{state['gateway']}/{max(state['routes'].values())}/{writes}", "", "target ≤ 2 an object; Envoy Gateway 1100")
        prober.until(f"r{count - 1}.example.com")
        took, whole = run([("DELETE", f"{routes_path()}/r{index}") for index in range(count)], base)
        show(f"{count} routes down: first delete → attachedRoutes right", f"{whole:.2f}", "s", f"target ≤ 0.5; Envoy Gateway 6.2; the deleting itself {took:.2f} s")
        show("status writes of the Gateway", str(state["gateway"]))
        for watch in watches:
            watch.close()


def probe(make, show, fixture, count=3000):
    """Routes one after the other: from the write to the first 200, with nothing but 404 before."""
    with make() as sandbox:
        api, prober, _, _ = prepared(sandbox, fixture)
        times, wrong = [], {}
        for index in range(count):
            begin = time.perf_counter()
            api.call("POST", routes_path(), route(f"p{index}"))
            _, others = prober.until(f"p{index}.example.com")
            times.append((time.perf_counter() - begin) * 1000)
            for status, number in others.items():
                if status != 404:
                    wrong[status] = wrong.get(status, 0) + number
        ordered = sorted(times)
        show(f"{count} routes in turn, POST → 200, p50", f"{statistics.median(times):.1f}", "ms")
        show(f"{count} routes in turn, POST → 200, p99", f"{ordered[int(count * 0.99)]:.1f}", "ms", "target ≤ 20")
        show("answers other than 404 before the first 200", str(sum(wrong.values())), "", "target 0")


def scale(make, show, fixture, count=10_000, namespaces=50):
    """Ten thousand routes over fifty namespaces."""
    with make() as sandbox:
        api, prober, host, port = prepared(sandbox, fixture)
        alone = rate(host, port, "www.example.com")
        before = sandbox.rss()
        api.many([("POST", "/api/v1/namespaces", {"metadata": {"name": f"scale-{index}"}}) for index in range(namespaces)])
        requests = []
        for index in range(count):
            namespace = f"scale-{index % namespaces}"
            requests.append(("POST", routes_path(namespace), route(f"s{index}", namespace, path="/start")))
        begin = time.perf_counter()
        took = api.many(requests)
        prober.until(f"s{count - 1}.example.com", "/start", limit=120)
        while attached(api.call("GET", f"{GATEWAY}/namespaces/default/gateways/eg")) != count + 1:
            time.sleep(0.02)
        whole = time.perf_counter() - begin
        show(f"{count} routes: first write → all attached", f"{whole:.1f}", "s", f"the writing itself {took:.1f} s")
        time.sleep(5)
        show(f"memory, and what the routes added", f"{sandbox.rss():.0f}", "MiB", f"{sandbox.rss() - before:.0f} MiB")
        times, others = [], {}
        for index in range(100):
            name = f"s{index * 97 % count}"
            namespace = f"scale-{index * 97 % count % namespaces}"
            body = {"spec": route(name, namespace, path=f"/changed-{index}")["spec"]}
            begin = time.perf_counter()
            api.call("PATCH", f"{routes_path(namespace)}/{name}", body, MERGE)
            _, seen = prober.until(f"{name}.example.com", f"/changed-{index}/x")
            times.append((time.perf_counter() - begin) * 1000)
        show(f"one route's change among {count}, write → answered so, p50", f"{statistics.median(times):.1f}", "ms", "target ≤ 20; Envoy Gateway 290 beside 1000")
        show(f"one route's change among {count}, p95", f"{sorted(times)[95]:.1f}", "ms")
        times = []
        for index in range(100):
            begin = time.perf_counter()
            api.call("POST", routes_path("scale-1"), route(f"new{index}", "scale-1"))
            prober.until(f"new{index}.example.com")
            times.append((time.perf_counter() - begin) * 1000)
        show(f"one more route beside {count}, POST → 200, p50", f"{statistics.median(times):.1f}", "ms", "target ≤ 20")
        show(f"one more route beside {count}, p95", f"{sorted(times)[95]:.1f}", "ms")
        if alone:
            many = rate(host, port, "s5077.example.com", "/start")
            show(f"requests a second, one route / {count}", f"{alone:.0f}/{many:.0f}", "/s", f"{many / alone:.2f} of it; target ≥ 0.9")


def rate(host, port, name, path="/", seconds=5):
    if not shutil.which("wrk"):
        return None
    out = subprocess.run(["wrk", "-t1", "-c16", f"-d{seconds}s", "-H", "Host: " + name, f"http://{host}:{port}{path}"],
                         text=True, capture_output=True, check=True).stdout
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))


def listener_sets(make, show, fixture, count=2500):
    """ListenerSets on one Gateway, each with a hostname of its own."""
    with make() as sandbox:
        api, prober, _, _ = prepared(sandbox, fixture)
        path = f"{GATEWAY}/namespaces/default/listenersets"
        requests = [("POST", path, {
            "apiVersion": "gateway.networking.k8s.io/v1", "kind": "ListenerSet", "metadata": {"name": f"set{index}"},
            "spec": {"parentRef": {"name": "eg"}, "listeners": [
                {"name": "http", "port": 80, "protocol": "HTTP", "hostname": f"set{index}.example.org"}]}}) for index in range(count)]
        begin = time.perf_counter()
        took = api.many(requests)
        gateway = f"{GATEWAY}/namespaces/default/gateways/eg"
        while api.call("GET", gateway)["status"].get("attachedListenerSets") != count:
            time.sleep(0.02)
        show(f"{count} ListenerSets: first write → all attached", f"{time.perf_counter() - begin:.1f}", "s", f"the writing itself {took:.1f} s")
        last = route("last", host=f"set{count - 1}.example.org")
        last["spec"]["parentRefs"] = [{"group": "gateway.networking.k8s.io", "kind": "ListenerSet", "name": f"set{count - 1}"}]
        begin = time.perf_counter()
        api.call("POST", routes_path(), last)
        prober.until(f"set{count - 1}.example.org")
        show("a route on the last of them, POST → 200", f"{(time.perf_counter() - begin) * 1000:.0f}", "ms")


def swaps(make, show, fixture, count=200):
    """Changes of backend, filter, listener and certificate under constant traffic."""
    if not shutil.which("wrk") or not shutil.which("openssl"):
        print("swaps: left out, wrk or openssl not on this machine")
        return
    with make() as sandbox, tempfile.TemporaryDirectory() as home:
        api, prober, host, port = prepared(sandbox, fixture)
        sandbox.kubectl("create", "deployment", "other", "--image=registry.k8s.io/gateway-api/conformance/echo-basic:v0.1.0")
        sandbox.kubectl("expose", "deployment", "other", "--port=3000")
        sandbox.kubectl("wait", "--for=condition=Available", "deployment/other", "--timeout=60s")
        certificates = [certificate(home, index) for index in range(2)]
        api.call("POST", "/api/v1/namespaces/default/secrets", secret(certificates[0]))
        listener = {"name": "https", "protocol": "HTTPS", "port": 443, "tls": {"certificateRefs": [{"name": "bench"}]}}
        plain = {"name": "http", "protocol": "HTTP", "port": 80, "allowedRoutes": {"namespaces": {"from": "All"}}}
        gateway = f"{GATEWAY}/namespaces/default/gateways/eg"
        api.call("PATCH", gateway, {"spec": {"listeners": [plain, listener]}}, MERGE)
        api.call("POST", routes_path(), route("swap"))
        prober.until("swap.example.com")
        secure = secure_port(sandbox, host)
        stop, results = threading.Event(), []
        threads = [threading.Thread(target=load, args=(stop, results, lambda: http.client.HTTPConnection(host, port, timeout=5))) for _ in range(2)]
        if secure:
            threads += [threading.Thread(target=load, args=(stop, results, lambda: tls(host, secure))) for _ in range(2)]
        for thread in threads:
            thread.start()
        for index in range(count):
            body = route("swap", backend=("backend", "other")[index // 4 % 2])
            if index % 4 == 0:
                api.call("PATCH", f"{routes_path()}/swap", {"spec": body["spec"]}, MERGE)
            elif index % 4 == 1:
                headers = [{"name": "x-swap", "value": str(index)}]
                body["spec"]["rules"][0]["filters"] = [{"type": "RequestHeaderModifier", "requestHeaderModifier": {"set": headers}}]
                api.call("PATCH", f"{routes_path()}/swap", {"spec": body["spec"]}, MERGE)
            elif index % 4 == 2:
                more = [{"name": "more", "protocol": "HTTP", "port": 8080}] if index % 8 == 2 else []
                api.call("PATCH", gateway, {"spec": {"listeners": [plain, listener] + more}}, MERGE)
            else:
                api.call("PATCH", "/api/v1/namespaces/default/secrets/bench", {"data": secret(certificates[index // 4 % 2])["data"]}, MERGE)
            time.sleep(0.05)
        stop.set()
        for thread in threads:
            thread.join()
        good = sum(1 for result in results if result == 200)
        show(f"{count} swaps of backend, filter, listener, certificate", f"{good}/{len(results)}", "", "answers 200; target: all" + ("" if secure else "; plain only"))
        for bad in sorted({str(result) for result in results if result != 200})[:5]:
            print("   also:", bad)


def secure_port(sandbox, host):
    deadline = time.time() + 10
    while time.time() < deadline:
        found = re.search(rf"https://{re.escape(host)}:(\d+)", sandbox.status())
        if found:
            return int(found.group(1))
        time.sleep(0.05)
    return 443


def tls(host, port):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection(host, port, context=context, timeout=5)
    connection.sock = context.wrap_socket(socket.create_connection((host, port), 5), server_hostname="swap.example.com")
    return connection


def load(stop, results, make):
    """Ten requests on a connection, then a new one."""
    while not stop.is_set():
        try:
            connection = make()
            for _ in range(10):
                connection.request("GET", "/", headers={"Host": "swap.example.com"})
                answer = connection.getresponse()
                answer.read()
                results.append(answer.status)
                if answer.getheader("connection") == "close":
                    break
            connection.close()
        except (OSError, http.client.HTTPException) as error:
            results.append(repr(error))


def certificate(home, index):
    key, cert = f"{home}/{index}.key", f"{home}/{index}.crt"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=swap.example.com", "-addext", "subjectAltName=DNS:*.example.com", "-keyout", key, "-out", cert],
                   check=True, capture_output=True)
    return open(cert, "rb").read(), open(key, "rb").read()


def secret(pair):
    data = {"tls.crt": base64.b64encode(pair[0]).decode(), "tls.key": base64.b64encode(pair[1]).decode()}
    return {"metadata": {"name": "bench", "namespace": "default"}, "type": "kubernetes.io/tls", "data": data}


PARTS = {"attachment": attachment, "probe": probe, "swaps": swaps, "scale": scale, "listenersets": listener_sets}


def run(make, show, fixture):
    for name in os.environ.get("BENCH_GATEWAY", ",".join(PARTS)).split(","):
        PARTS[name](make, show, fixture)
