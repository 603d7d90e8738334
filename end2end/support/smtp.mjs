// A real SMTP server for tests, so that mail is proven on the wire and not against a stand-in.
//
//   node end2end/support/smtp.mjs [options]
//
//   --port P        the port; any free one unless said
//   --tls WAY       `starttls` or `implicit`, with the certificate in tls/, which tls/authority.pem signed
//   --auth N:P      only takes mails from who says this name and password
//   --busy N        answers 451 to the first N recipients, as a busy server does
//   --unknown NAME  answers 550 to every recipient called NAME@…
//   --hold N        takes the first N messages and never answers; says `holding` for each
//   --slow MS       answers each message only after so long
//   --drop N        breaks off in the middle of the first N messages
//
// Listens on 127.0.0.1, prints `listening PORT`, then one JSON line {"from", "to", "raw", "secure", "user"} per message.
// It ends with its standard input, so that it cannot outlive the test that started it.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { SMTPServer } from "smtp-server";

const { values: options } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    tls: { type: "string" },
    auth: { type: "string" },
    busy: { type: "string", default: "0" },
    unknown: { type: "string" },
    hold: { type: "string", default: "0" },
    slow: { type: "string", default: "0" },
    drop: { type: "string", default: "0" },
  },
});
const left = { busy: Number(options.busy), hold: Number(options.hold), drop: Number(options.drop) };

// Whether it is still the turn of one of the first N.
function turn(name) {
  left[name] -= 1;
  return left[name] >= 0;
}

function refusal(code, words) {
  const error = new Error(words);
  error.responseCode = code;
  return error;
}

const file = (name) => readFileSync(new URL(`tls/${name}`, import.meta.url));

const server = new SMTPServer({
  ...(options.tls ? { key: file("server.key"), cert: file("server.pem") } : {}),
  secure: options.tls === "implicit",
  authOptional: !options.auth,
  allowInsecureAuth: true,
  disabledCommands: [...(options.auth ? [] : ["AUTH"]), ...(options.tls === "starttls" ? [] : ["STARTTLS"])],
  disableReverseLookup: true,
  logger: false,
  onAuth({ username, password }, _session, done) {
    if (`${username}:${password}` === options.auth) return done(null, { user: username });
    return done(refusal(535, "5.7.8 Who are you?"));
  },
  onRcptTo({ address }, _session, done) {
    if (options.unknown && address.startsWith(`${options.unknown}@`)) {
      return done(refusal(550, "5.1.1 Nobody of that name lives here"));
    }
    return turn("busy") ? done(refusal(451, "4.3.2 Try again later")) : done();
  },
  onData(stream, session, done) {
    if (turn("drop")) {
      stream.resume();
      for (const connection of server.connections) connection._socket.destroy();
      return;
    }
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => {
      if (turn("hold")) return process.stdout.write("holding\n");
      const { mailFrom, rcptTo } = session.envelope;
      const message = {
        from: mailFrom ? mailFrom.address : "",
        to: rcptTo.map((recipient) => recipient.address),
        raw: Buffer.concat(chunks).toString("utf8"),
        secure: session.secure,
        user: session.user ?? null,
      };
      const answer = () => setTimeout(() => done(null, "Thank you"), Number(options.slow));
      return process.stdout.write(`${JSON.stringify(message)}\n`, answer);
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
server.listen(Number(options.port), "127.0.0.1", () => {
  process.stdout.write(`listening ${server.server.address().port}\n`);
});

const stop = () => process.exit(0);
process.stdin.on("end", stop).on("error", stop).resume();
process.stdout.on("error", stop);
