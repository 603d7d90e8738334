// A real SMTP server for tests, so that mail is proven on the wire and not against a stand-in.
//
//   node end2end/support/smtp.mjs [--refuse N] [--port P]
//
// Listens on 127.0.0.1 (any free port unless --port says which), prints `listening PORT`, then one JSON line
// {"from", "to", "raw"} per message. `--refuse N` answers 451 to the first N recipients, as a busy server does.
// It ends with its standard input, so that it cannot outlive the test that started it.
import { parseArgs } from "node:util";
import { SMTPServer } from "smtp-server";

const { values: options } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    refuse: { type: "string", default: "0" },
  },
});
const port = Number(options.port);
let refusals = Number(options.refuse);
if (!Number.isInteger(port) || !Number.isInteger(refusals) || refusals < 0) {
  console.error("usage: smtp.mjs [--refuse N] [--port P]");
  process.exit(2);
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["AUTH", "STARTTLS"],
  disableReverseLookup: true,
  logger: false,
  onRcptTo(_address, _session, done) {
    if (refusals > 0) {
      refusals -= 1;
      const busy = new Error("4.3.2 Try again later");
      busy.responseCode = 451;
      return done(busy);
    }
    return done();
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => {
      const { mailFrom, rcptTo } = session.envelope;
      const message = {
        from: mailFrom ? mailFrom.address : "",
        to: rcptTo.map((recipient) => recipient.address),
        raw: Buffer.concat(chunks).toString("utf8"),
      };
      process.stdout.write(`${JSON.stringify(message)}\n`, () => done());
    });
  },
});

server.on("error", (error) => {
  // A connection that breaks off is a test's right; a port that cannot be had is not.
  if (error.syscall === "listen") {
    console.error(error.message);
    process.exit(1);
  }
});
server.listen(port, "127.0.0.1", () => {
  process.stdout.write(`listening ${server.server.address().port}\n`);
});

const stop = () => process.exit(0);
process.stdin.on("end", stop).on("error", stop).resume();
process.stdout.on("error", stop);
