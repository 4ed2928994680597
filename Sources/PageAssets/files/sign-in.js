// Signing in. The password is in its field until it is sent, and nowhere else.
import { call } from "./rpc.js";
import { fill, h, icon } from "./dom.js";
import { pair, text } from "./language.js";
import { token } from "./token.js";
import { who } from "./who.js";

/** The screen; `entered` is called when somebody is in. */
export function signInScreen({ reason, entered }) {
  return {
    id: "sign-in",
    mount(root) {
      const name = h("input", { id: "sign-in-name", type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false", maxlength: "64" });
      const password = h("input", { id: "sign-in-password", type: "password", autocomplete: "off", maxlength: "256" });
      const problem = h("div", { class: "problem", role: "alert" });
      const go = h("button", { type: "submit", class: "primary" }, text("signIn.go", { beside: true }), h("kbd", {}, "Enter"));
      const form = h(
        "form", { class: "sign-in", autocomplete: "off", onsubmit: submit },
        h("h1", {}, text("signIn.title", { beside: true })),
        reason && h("p", { class: "notice" }, icon("info"), text(reason)),
        h("label", { for: "sign-in-name" }, text("signIn.name", { beside: true })), name,
        h("label", { for: "sign-in-password" }, text("signIn.password", { beside: true })), password,
        problem, go,
        h("a", { class: "self-link", href: "self.html" }, text("signIn.self", { beside: true })));
      fill(root, form);
      name.focus();
      let isGoing = false;

      async function submit(event) {
        event.preventDefault();
        if (isGoing) return;
        if (!name.value || !password.value) {
          say({ words: pair("signIn.empty") });
          (name.value ? password : name).focus();
          return;
        }
        isGoing = true;
        problem.replaceChildren();
        const sent = { name: name.value, password: password.value };
        // Out of the field before anything else can happen: a browser offers to keep what is still there.
        password.value = "";
        try {
          const answer = await call("clerk.signIn", sent);
          token.value = answer.token;
          name.value = "";
          who.take(answer);
          entered();
        } catch (failure) {
          isGoing = false;
          say({ words: failure.problem, action: failure.action, code: failure.reason });
          password.focus();
        } finally {
          sent.password = "";
        }
      }

      function say({ words, action, code }) {
        fill(problem, icon("error"), h("div", {}, text(words, { tag: "strong" }), action && text(action, { tag: "p" }), code && h("small", { class: "code" }, code)));
      }

      return {
        unmount() {
          password.value = "";
          name.value = "";
        },
      };
    },
  };
}

/** Where nothing may be done without an account. */
export const closedScreen = {
  id: "closed",
  mount(root) {
    fill(
      root, h(
        "section", { class: "state" },
        h("h1", { class: "sentence" }, text("self.closed", { beside: true })), text("self.closed.hint", { beside: true, tag: "p" })));
  },
};
