-- Messages that mail programs attached to people.

CREATE TABLE attached_messages (
    id UUID NOT NULL PRIMARY KEY,
    -- To whom it is attached, and in which organization: who works in another one does not see it.
    user_id UUID NOT NULL REFERENCES users (id),
    organization_id UUID NOT NULL REFERENCES organizations (id),
    -- RFC 5322 §3.6.4, without angle brackets.
    message_id TEXT COLLATE "C" NOT NULL,
    subject TEXT NOT NULL,
    -- One mailbox on each line: its address, a space, its name.
    from_mailbox TEXT NOT NULL,
    to_mailboxes TEXT NOT NULL,
    cc_mailboxes TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    -- Plain text.
    snippet TEXT NOT NULL,
    attached_at BIGINT NOT NULL,
    attached_by UUID NOT NULL REFERENCES users (id),
    -- What the application was called that attached it.
    application_name TEXT NOT NULL,
    UNIQUE (user_id, organization_id, message_id)
);
CREATE INDEX attached_messages_newest ON attached_messages (user_id, sent_at, id);
