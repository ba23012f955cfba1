// Asks the Argdown project's own parser what it makes of our map and of the cases.
// Needed only when one of them changes; see README.md beside this file.
const fs = require("fs");
const { argdown } = require("@argdown/node");

const steps = ["parse-input", "build-model", "export-json"];

function ask(input) {
  const answer = argdown.run({ input, process: steps, logLevel: "silent", logParserErrors: false });
  if ((answer.parserErrors || []).length) return { refused: answer.parserErrors[0].message };
  if (!answer.json) return { refused: "no model and no message" };
  const model = JSON.parse(answer.json);
  return {
    claims: Object.values(model.statements).map((claim) => ({
      name: claim.title,
      texts: claim.members.map((member) => member.text).filter((text) => (text || "").trim()),
      tags: claim.tags || [],
    })),
    reasons: Object.values(model.arguments).map((reason) => ({
      name: reason.title,
      texts: reason.members.map((member) => member.text).filter((text) => (text || "").trim()),
      steps: (reason.pcs || []).map((step) => [step.role, step.title]),
    })),
    links: model.relations.map((link) => [link.relationType, link.from, link.to, link.toType]),
  };
}

const [, , map, cases] = process.argv;
fs.writeFileSync("map.json", JSON.stringify(ask(fs.readFileSync(map, "utf8")), null, 1) + "\n");
const known = JSON.parse(fs.readFileSync(cases, "utf8"));
for (const one of known) one.parser = ask(one.argdown);
fs.writeFileSync(cases, JSON.stringify(known, null, 1) + "\n");
