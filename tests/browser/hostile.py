"""A page of somebody else on this machine, and what it tries."""

from __future__ import annotations

import asyncio

from browser.listener import Listener

PAGE = b"<!doctype html><html lang=en><title>A page</title><body><h1>Nothing to see</h1></body></html>"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (
    len(PAGE),
    PAGE,
)

ATTACKS = """async (agent) => {
  const told = {};
  const at = (name, path) => `${agent}${path}?by=${name}`;
  const body = JSON.stringify({items: []});
  const json = {method: "POST", body, headers: {"Content-Type": "application/json"}};
  const settled = (make) => new Promise((resolve) => { make(resolve); setTimeout(() => resolve("silence"), 1500); });
  const element = (tag, attributes, parent = document.body) => settled((resolve) => {
    const made = Object.assign(document.createElement(tag), attributes);
    made.onload = () => resolve("load");
    made.onerror = () => resolve("error");
    parent.append(made);
  });
  const fetched = async (name, path, how) => {
    try {
      const answer = await fetch(at(name, path), how);
      return `${answer.type} ${answer.status} ${await answer.text()}`;
    } catch {
      return "error";
    }
  };
  told.fetch = await fetched("fetch", "/api/v1/today", {});
  told.credentials = await fetched("credentials", "/api/v1/today", {credentials: "include"});
  told.json = await fetched("json", "/api/v1/entries", json);
  told.nocors = await fetched("nocors", "/api/v1/entries", {method: "POST", body, mode: "no-cors"});
  told.pairing = await fetched("pairing", "/api/v1/pairings/answer", {method: "POST", body, mode: "no-cors"});
  told.img = await element("img", {src: at("img", "/app/icon.svg")});
  told.script = await element("script", {src: at("script", "/app/main.js"), type: "module"});
  told.style = await element("link", {href: at("style", "/app/style.css"), rel: "stylesheet"}, document.head);
  navigator.sendBeacon(at("beacon", "/api/v1/entries"), new Blob([body], {type: "text/plain"}));
  const frame = Object.assign(document.createElement("iframe"), {name: "sink"});
  document.body.append(frame);
  const form = Object.assign(document.createElement("form"), {
    method: "post", enctype: "text/plain", target: "sink", action: at("form", "/api/v1/entries")});
  document.body.append(form);
  form.submit();
  await element("iframe", {src: at("iframe", "/"), name: "framed"});
  try {
    told.iframe = `${window.frames.framed.document.body.textContent}`;
  } catch {
    told.iframe = "error";
  }
  told.socket = await settled((resolve) => {
    const socket = new WebSocket(at("socket", "/api/v1/live").replace("http", "ws"));
    socket.onopen = () => resolve("open");
    socket.onclose = () => resolve("error");
  });
  return told;
}"""
"""What each try told the page; "error" and "silence" are all it may ever learn. The agent knows each by its `by`."""

NAMES = (
    "fetch",
    "credentials",
    "json",
    "nocors",
    "pairing",
    "img",
    "script",
    "style",
    "beacon",
    "form",
    "iframe",
    "socket",
)


class Hostile(Listener):
    """A server of pages without any policy, on a port of this machine."""

    async def answer(self, _request: bytes, _reader: asyncio.StreamReader) -> bytes:
        return ANSWER
