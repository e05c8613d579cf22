// Opens one page in a browser and prints as JSON what was seen. The one argument is a request as JSON.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const request = JSON.parse(process.argv[2]);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const root = process.getuid && process.getuid() === 0;
const browser = await chromium.launch({
  executablePath: request.browser,
  args: root ? ["--no-sandbox"] : [], // the browser refuses to start its sandbox as root
});
const troubles = [];
let page;

async function open(view) {
  const context = await browser.newContext({
    viewport: { width: view.width || 1360, height: 900 },
    colorScheme: view.scheme || "light",
    javaScriptEnabled: view.script !== false,
  });
  page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) troubles.push(message.text());
  });
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("dialog", async (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("request", (asked) => {
    if (asked.url() !== request.page) troubles.push(`request: ${asked.url()}`);
  });
  await page.goto(request.page);
  if (view.spoil) await page.evaluate(() => document.documentElement.removeAttribute("lang"));
}

const shown = () => page.locator("[data-gap]:not([hidden])").count();
const seen = (selector) => page.evaluate((wanted) => {
  const box = document.querySelector(wanted).getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.top < window.innerHeight;
}, selector);

const looks = {
  /* Violations of the accessibility rules, with the dialog of a cell closed and open. */
  async axe() {
    const violations = async () => {
      await page.evaluate(axe);
      const result = await page.evaluate(() => window.axe.run(document));
      return result.violations.map((each) => [each.impact, each.id, each.nodes.slice(0, 3).map((node) => node.html)]);
    };
    const closed = await violations();
    for (const fold of await page.locator("details > summary").all()) await fold.click();
    const open = await violations();
    const cell = page.locator(".matrix a[data-issue]").first();
    if (!(await cell.count())) return [closed, open];
    await cell.click();
    return [closed, open, await violations()];
  },

  /* What a reader does: a cell, its gap, its sentence; a filter; from a flag to its card. */
  async tour() {
    const found = { cards: await shown() };
    await page.locator('.matrix a[data-column]:not([data-column=""])').first().click();
    found.cell = await page.locator("#cell-body").innerText();
    found.cellTitle = await page.locator("#cell-title").innerText();
    found.copies = await page.locator("dialog [data-gap], dialog [id^=g-], dialog [id^=t]").count();
    found.cellOpen = await page.locator("dialog").evaluate((dialog) => dialog.open);
    await page.keyboard.press("Escape");
    found.cellClosed = await page.locator("dialog").evaluate((dialog) => !dialog.open);
    found.focusReturned = await page.evaluate(() => document.activeElement.matches(".matrix a"));
    await page.keyboard.press("ArrowDown");
    found.arrowMoved = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
    await page.keyboard.press("Enter");
    await page.locator("dialog a.jump").first().click();
    found.jumped = await page.locator(".notice .on").allInnerTexts();
    found.jumpSeen = await seen(".notice span.on");
    const flag = page.locator(".flag").last();
    const wanted = (await flag.getAttribute("data-gaps")).split(" ")[0];
    await flag.click();
    found.flagLeads = await page.evaluate((gap) => document.activeElement.dataset.gap === gap, wanted);
    found.flagSeen = await seen(`#g-${wanted}`);
    const rule = await page.locator("#filter-rule option").nth(1).getAttribute("value");
    await page.selectOption("#filter-rule", rule);
    found.rule = rule;
    found.ruleShown = await page.locator("[data-gap]:not([hidden])").evaluateAll((cards) => cards.map((card) => card.dataset.rule));
    found.count = await page.locator("#count").innerText();
    await page.click("#filter-reset");
    found.reset = await shown();
    await page.selectOption("#filter-owner", "0");
    found.ownerShown = await page.locator("[data-gap]:not([hidden])").evaluateAll((cards) => cards.map((card) => card.dataset.owners));
    await page.click("#filter-reset");
    await page.uncheck("input[value=info]");
    await page.uncheck("input[value=warning]");
    found.severityShown = await page.locator("[data-gap]:not([hidden])").evaluateAll((cards) => cards.map((card) => card.dataset.severity));
    await page.click("#filter-reset");
    const lit = () => page.evaluate(() => {
      return [...document.querySelectorAll("[data-gap]")].findIndex((card) => card.classList.contains("on"));
    });
    const steps = [await lit()];
    for (const button of ["#next", "#next", "#previous"]) {
      await page.click(button);
      steps.push(await lit());
    }
    found.steps = steps.map((step) => step - steps[0]);
    const bar = page.locator("a[data-filter-rule]").first();
    await bar.click();
    found.barShown = new Set(await page.locator("[data-gap]:not([hidden])").evaluateAll((cards) => cards.map((card) => card.dataset.rule))).size;
    return found;
  },

  /* What is left without a script, and how wide the page gets. */
  async still() {
    return {
      cards: await page.locator("[data-gap]").count(),
      filters: await page.locator("#filters").isVisible(),
      wider: await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    };
  },
};

const found = [];
for (const view of request.views) {
  await open(view);
  found.push(await looks[request.what]());
}
await browser.close();
console.log(JSON.stringify({ found, troubles }));
