// SPDX-License-Identifier: Apache-2.0
// What people do on the portal, in a real browser: find, open, change the language, with script on and off.
import fs from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const URL_BASE = process.env.URL.replace(/\/$/, "");
const CASES = fs.readFileSync(process.env.CASES, "utf8").trim().split("\n").slice(1).map((line) => line.split(",")[0]);
const PROVINCE = process.env.PROVINCE.replace(/\/$/, "");
const NAMES = JSON.parse(fs.readFileSync(process.env.NAMES, "utf8"));
const ARGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const WIDTHS = [320, 768, 1440];
const PAGES = {
  home: "/", "home-en": "/en/", search: "/search?q=%E5%B2%9A%E5%AE%89", "search-en": "/en/search?q=%E5%B2%9A%E5%AE%89",
  "search-none": "/en/search?q=zzzz", entity: `/entities/${CASES[0]}`, "entity-en": `/en/entities/${CASES[0]}`,
  "entity-renamed": `/en/entities/${CASES[2]}`, "entity-empty": `/entities/${CASES[5]}`,
  about: "/about", "about-en": "/en/about", "not-found": "/nothing",
};

// Cases in several states, in both languages.
for (const [name, path] of Object.entries({
  "case-entity": `/entities/${NAMES.codes.listed}`, "case-rewarded": `/entities/${NAMES.codes.annulled}`,
  "case-record": `/records/${NAMES.records.listed}`, "case-afterwards": `/records/${NAMES.records.afterwards}`,
  "case-person": `/records/${NAMES.records.person}`, "case-measure": `/records/${NAMES.records["listed-measure"]}`,
  "case-list": "/lists/ql-prepaid", "case-agency": "/agencies/approve-990101", "case-repair": "/repair",
  "case-repair-answer": `/repair?record=${NAMES.records.listed}`,
})) {
  PAGES[name] = PROVINCE + path;
  PAGES[`${name}-en`] = `${PROVINCE}/en${path}`;
}

// The rulebook, in both languages.
for (const [name, path] of Object.entries({
  lists: "/lists", measures: "/measures", agencies: "/agencies", rules: "/rules", "rules-then": "/rules?as_of=2024-06-30",
  "rules-changes": "/rules/changes", "rules-terms": "/rules/terms", "rules-instruments": "/rules/instruments",
  "rules-instrument": "/rules/instruments/samr-44", "rules-lenders": "/rules/lenders", "rules-list": "/lists/samr-serious",
  "rules-list-then": "/lists/samr-abnormal?as_of=2024-06-30", "rules-honour": "/lists/gacc-aeo", "rules-measure": "/measures/entry-procurement",
  "rules-agency": "/agencies/samr",
})) {
  PAGES[name] = path;
  PAGES[`${name}-en`] = `/en${path}`;
}

const EDITION = (await (await fetch(`${URL_BASE}/rules`)).text()).match(/href="(\/rules\/editions\/[0-9a-f]+)"/)[1];
PAGES["rules-edition"] = EDITION;
PAGES["rules-edition-en"] = `/en${EDITION}`;

// Those of docs/img: name, widths.
const PICTURES = { home: WIDTHS, search: WIDTHS, entity: WIDTHS, "home-en": [1440], "entity-en": [1440] };
const PICTURE_HEIGHT = 2400;

const tests = [];
const test = (name, run) => tests.push({ name, run });
const check = (ok, words) => {
  if (!ok) throw new Error(words);
};

async function open(browser, options, path) {
  const context = await browser.newContext({ locale: "zh-CN", ...options });
  const page = await context.newPage();
  const troubles = [];
  page.on("console", (m) => m.type() === "error" && !/status of 4/.test(m.text()) && troubles.push(m.text()));
  const address = path.startsWith("http") ? path : URL_BASE + path, base = new URL(address).origin;
  page.on("request", (r) => !r.url().startsWith(base) && !r.url().startsWith("data:") && troubles.push(`asked ${r.url()}`));
  await page.goto(address);
  return { context, page, troubles };
}

async function find_and_open(browser, javaScriptEnabled) {
  const { context, page, troubles } = await open(browser, { javaScriptEnabled }, "/");
  await page.fill("#q", "岚安");
  await page.press("#q", "Enter");
  await page.waitForURL(/\/search\?q=/);
  check(/\d+ 个结果/.test(await page.innerText("[role=status]")), "the number of results is not announced");
  const name = await page.innerText(".hits li:first-child h2");
  await page.click(".hits li:first-child h2 a");
  await page.waitForURL(/\/entities\//);
  check((await page.innerText("h1")) === name, "another organisation was opened");
  const chinese = page.url();
  await page.click(".langs a");
  await page.waitForURL(/\/en\/entities\//);
  check((await page.getAttribute("html", "lang")) === "en", "the page does not say that it is English");
  check((await page.innerText("h1")) === name, "the language switch left the page");
  await page.click(".langs a");
  check(page.url() === chinese, "the way back leads elsewhere");
  check(troubles.length === 0, troubles.join("; "));
  await context.close();
}

test("finds, opens and switches the language", (b) => find_and_open(b, true));
test("finds, opens and switches the language with script off", (b) => find_and_open(b, false));

test("opens the content of a decision with script off", async (b) => {
  const { context, page } = await open(b, { javaScriptEnabled: false }, PAGES.entity);
  const box = page.locator("details").first();
  check((await box.getAttribute("open")) === null, "open from the start");
  await box.locator("summary").click();
  check(await box.locator("dl").isVisible(), "stays closed");
  await context.close();
});

test("opens each of the cases from home", async (b) => {
  const { context, page } = await open(b, {}, "/en/");
  const links = await page.locator(".cases a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  check(links.length === CASES.length, `${links.length} cases`);
  for (const link of links) {
    const answer = await page.goto(URL_BASE + link);
    check(answer.status() === 200, `${link}: ${answer.status()}`);
  }
  await context.close();
});

test("reaches the content by keyboard", async (b) => {
  const { context, page } = await open(b, {}, PAGES.entity);
  await page.keyboard.press("Tab");
  check(await page.evaluate(() => document.activeElement.className === "skip"), "the skip link is not first");
  await page.keyboard.press("Enter");
  check(page.url().endsWith("#main"), "the skip link leads nowhere");
  await context.close();
});

test("shows another day and says so", async (b) => {
  const { context, page } = await open(b, {}, `/en/entities/${CASES[0]}`);
  await page.fill("#as_of", "2020-01-05");
  await page.click(".asof button");
  check(page.url().includes("as_of=2020-01-05"), "the day is not in the address");
  check(/2020-01-05/.test(await page.innerText(".identity .hint")), "the page does not say which day it shows");
  await context.close();
});

test("has the JSON of every page that names one", async (b) => {
  const { context, page } = await open(b, {}, PAGES.entity);
  const href = await page.getAttribute("link[type='application/json']", "href");
  const answer = await page.request.get(URL_BASE + href);
  check(answer.status() === 200 && (await answer.json()).uscc === CASES[0], "the twin is another");
  await context.close();
});

test("reads a case in English: what, by whom, on what basis, until when, how out of it", async (b) => {
  const { context, page, troubles } = await open(b, { javaScriptEnabled: false }, PAGES["case-entity-en"]);
  const card = page.locator("section:has(#lists) article");
  const words = await card.innerText();
  for (const part of ["closed and vanished with prepaid money", "Qinglan Measures on Prepaid Services", "2028-04-17", "early removal on application"])
    check(words.includes(part), `not there: ${part}`);
  await card.locator("h5 a").click();
  await page.waitForURL(/\/en\/records\//);
  check((await page.locator("ol.steps > li").count()) === 4, "the steps are not four");
  await page.click("section:has(#way) a");
  check(/from 2026-10-18 on/.test(await page.innerText(".answer")), "the calculator does not say the day");
  check(troubles.length === 0, troubles.join("; "));
  await context.close();
});

test("computes a repair from the form, script off, and gives the calendar file", async (b) => {
  const { context, page } = await open(b, { javaScriptEnabled: false }, PAGES["case-repair-en"]);
  await page.selectOption("#type", "samr-serious");
  await page.fill("#listed", "2026-05-08");
  await page.click("form.fields button");
  check(/from 2027-05-09 on/.test(await page.innerText(".answer")), "another day");
  const answer = await page.request.get(PROVINCE + (await page.getAttribute("a[href*='.ics']", "href")));
  check(/DTSTART;VALUE=DATE:20270509/.test(await answer.text()), "the calendar file says another day");
  await context.close();
});

test("reads the rules of another day, script off: from a measure to its list, its authority and its basis", async (b) => {
  const { context, page, troubles } = await open(b, { javaScriptEnabled: false }, "/en/measures");
  await page.fill("#as_of", "2025-12-31");
  await page.click(".asof button");
  check(page.url().endsWith("/en/measures?as_of=2025-12-31"), `another address: ${page.url()}`);
  check(/The rules as of 2025-12-31/.test(await page.innerText("main")), "the page does not say which day it shows");
  await page.click("a[href^='/en/measures/funds-wages']");
  check(page.url().endsWith("?as_of=2025-12-31"), "the day was lost on the way");
  await page.click("section:has(#lists) a");
  check(/migrant-wage defaulters/.test(await page.innerText("h1")), "another list");
  await page.click("section:has(#basis) tbody a");
  check(/Regulation on Payment of Wages/.test(await page.innerText("h1")), "another instrument");
  await page.click("section:has(#used) a:has-text('migrant-wage')");
  await page.click("section:has(#short) a");
  check(/Ministry of Human Resources/.test(await page.innerText("h1")), "another authority");
  check(troubles.length === 0, troubles.join("; "));
  await context.close();
});

for (const [name, path] of Object.entries(PAGES)) {
  test(`fits 320 px and 400 % zoom: ${name}`, async (b) => {
    const { context, page, troubles } = await open(b, { viewport: { width: 320, height: 640 } }, path);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    check(over <= 0, `${over} px too wide`);
    check(troubles.length === 0, troubles.join("; "));
    await context.close();
  });
  for (const colorScheme of ["light", "dark"]) {
    test(`has no accessibility fault, ${colorScheme}: ${name}`, async (b) => {
      const { context, page } = await open(b, { colorScheme, bypassCSP: true }, path);
      await page.evaluate(AXE);
      const found = await page.evaluate(() => globalThis.axe.run());
      const words = found.violations.map((v) => `${v.impact} ${v.id}: ${v.nodes.map((n) => n.target).join(", ")}`);
      check(words.length === 0, words.join("\n"));
      await context.close();
    });
  }
}

async function take_pictures(browser) {
  fs.mkdirSync(process.env.IMAGES, { recursive: true });
  for (const [name, widths] of Object.entries(PICTURES)) {
    for (const width of widths) {
      const { context, page } = await open(browser, { viewport: { width, height: 900 } }, PAGES[name]);
      const whole = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height: Math.min(whole, PICTURE_HEIGHT) });
      await page.screenshot({ path: `${process.env.IMAGES}/${name}-${width}.png` });
      await context.close();
    }
  }
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ARGS });
console.log(`1..${tests.length}`);
let failed = 0;
for (const [i, { name, run }] of tests.entries()) {
  try {
    await run(browser);
    console.log(`ok ${i + 1} - browser: ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok ${i + 1} - browser: ${name}`);
    console.log(error.message.split("\n").slice(0, 12).map((line) => `# ${line}`).join("\n"));
  }
}
if (process.env.BLESS) await take_pictures(browser);
await browser.close();
process.exit(failed ? 1 : 0);
