// Calls of the counter: one JSON-RPC request by POST each.
import { events } from "./events.js";
import { clock } from "./clock.js";
import { token } from "./token.js";

/** A call that failed: a reason of the catalogue, with texts in both languages. */
export class CallFailure extends Error {
  constructor({ reason, retry = false, texts, detail }) {
    super(reason);
    this.reason = reason;
    this.retry = retry;
    this.detail = detail;
    this.problem = asPair(texts?.message);
    this.action = asPair(texts?.clerk);
    this.administrator = asPair(texts?.administrator);
  }

  /** The failure inside an answer of the wire: `filing.error`, `reader.failure`, `status.archive.failure`. */
  static of(wire) {
    return wire ? new CallFailure(wire) : null;
  }

  /** The daemon cannot be reached. */
  static offline() {
    return new CallFailure({
      reason: "page.offline",
      retry: true,
      texts: {
        message: { "zh-CN": "连不上窗口服务。", en: "The counter service cannot be reached." },
        clerk: {
          "zh-CN": "请稍等，恢复后会自动继续；一分钟后仍不行，请联系管理员。",
          en: "Wait: the page goes on by itself. If it takes more than a minute, call the administrator.",
        },
      },
    });
  }
}

let next = 1;

/**
 * Calls `method`; throws `CallFailure`, or an `AbortError` when `signal` ended it. `as` is another token than the one that
 * holds now.
 */
export async function call(method, params = {}, { signal, as = token.value } = {}) {
  const headers = { "Content-Type": "application/json" };
  if (as) headers.Authorization = `Bearer ${as}`;
  const { stream } = events;
  if (stream) headers["X-Idkiosk-Stream"] = stream;
  const body = JSON.stringify({ jsonrpc: "2.0", id: next++, method, params });
  let answer;
  try {
    const response = await fetch("/rpc", { method: "POST", headers, body, signal, cache: "no-store" });
    clock.heard(response.headers.get("Date"));
    answer = await response.json();
    // What was told on the way travels on another connection, and is heard before the answer is.
    await events.caughtUp(stream, Number(response.headers.get("X-Idkiosk-Told")));
    signal?.throwIfAborted();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw CallFailure.offline();
  }
  if (answer.error) {
    const failure = new CallFailure(answer.error.data ?? { reason: "service.internal", texts: {} });
    if (failure.reason === "clerk.signInExpired" && headers.Authorization === `Bearer ${token.value}`) {
      document.dispatchEvent(new CustomEvent("idkiosk:signInEnded"));
    }
    throw failure;
  }
  return answer.result;
}

function asPair(texts) {
  const zh = texts?.["zh-CN"] ?? "";
  return { zh, en: texts?.en ?? zh };
}
