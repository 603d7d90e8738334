-- What people are told by mail, by which rules, in which words and in which language.

-- How a person is written to. NULL: mails are in English; times in them in UTC.
ALTER TABLE users ADD COLUMN language TEXT;
ALTER TABLE users ADD COLUMN time_zone TEXT;
-- 'daily' or 'weekly': what can wait is told in one mail. NULL: everything at once.
ALTER TABLE users ADD COLUMN digest TEXT;
-- Who is told about this person's applications as well, where a rule says so.
ALTER TABLE users ADD COLUMN manager_id UUID REFERENCES users (id);
CREATE INDEX users_manager ON users (manager_id) WHERE manager_id IS NOT NULL;

-- How many of the shipped rules an organization was given, so that each is given once, also if it was deleted there.
ALTER TABLE organizations ADD COLUMN mail_settings BIGINT NOT NULL DEFAULT 0;

CREATE TABLE email_templates (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    -- What it speaks of, which decides its variables.
    kind TEXT NOT NULL,
    -- Which of the shipped ones it is; NULL: it was made here.
    shipped TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (organization_id, name_folded),
    UNIQUE (organization_id, shipped)
);

-- The words of a template in one language. A shipped template without a row speaks the shipped words.
CREATE TABLE email_template_texts (
    template_id UUID NOT NULL REFERENCES email_templates (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    text_body TEXT NOT NULL,
    html_body TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (template_id, language)
);

CREATE TABLE notification_rules (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    event TEXT NOT NULL,
    -- Only for applications and people of this side; NULL: of both.
    side TEXT,
    template_id UUID NOT NULL REFERENCES email_templates (id),
    enabled BOOLEAN NOT NULL,
    to_owner BOOLEAN NOT NULL,
    to_manager BOOLEAN NOT NULL,
    -- Fixed addresses, one on each line.
    addresses TEXT NOT NULL,
    -- Which of the shipped ones it is; NULL: it was made here.
    shipped TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (organization_id, name_folded),
    UNIQUE (organization_id, shipped)
);
CREATE INDEX notification_rules_template ON notification_rules (template_id);

CREATE TABLE notification_rule_users (
    rule_id UUID NOT NULL REFERENCES notification_rules (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (rule_id, user_id)
);
CREATE INDEX notification_rule_users_user ON notification_rule_users (user_id);

CREATE TABLE notification_rule_roles (
    rule_id UUID NOT NULL REFERENCES notification_rules (id) ON DELETE CASCADE,
    role_id UUID NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    PRIMARY KEY (rule_id, role_id)
);
CREATE INDEX notification_rule_roles_role ON notification_rule_roles (role_id);

-- Whose outbox a mail is in, whom it is for, and in which language it is. NULL: from before these were kept, or a person
-- who is no user.
ALTER TABLE outbox_mails ADD COLUMN organization_id UUID REFERENCES organizations (id);
ALTER TABLE outbox_mails ADD COLUMN user_id UUID REFERENCES users (id);
ALTER TABLE outbox_mails ADD COLUMN language TEXT NOT NULL DEFAULT 'en';

-- What is looked for in the outbox, folded; the few mails from before are in ASCII.
ALTER TABLE outbox_mails ADD COLUMN subject_folded TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE outbox_mails ADD COLUMN to_folded TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE outbox_mails SET subject_folded = lower(subject), to_folded = lower(to_name || ' ' || to_address);
CREATE INDEX outbox_mails_created ON outbox_mails (created_at, id);

-- A mail that is held waits for a digest, which tells it in its stead; then it counts as sent.
ALTER TABLE outbox_mails ADD COLUMN held BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE outbox_mails ADD COLUMN digest_mail_id UUID;
CREATE INDEX outbox_mails_held ON outbox_mails (user_id) WHERE held;

-- From where an application was used: 203.0.113.0/24, 2001:db8:1::/48. What was told of is not told again.
CREATE TABLE application_networks (
    application_id UUID NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    network TEXT NOT NULL,
    first_seen_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    PRIMARY KEY (application_id, network)
);

-- From where, and with which browser, somebody signed in.
CREATE TABLE user_places (
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    network TEXT NOT NULL,
    browser TEXT NOT NULL,
    first_seen_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, network, browser)
);

-- What was told of secrets that end: 30, 7 or 1 days before.
CREATE TABLE secret_reminders (
    secret_id UUID NOT NULL REFERENCES application_secrets (id) ON DELETE CASCADE,
    days BIGINT NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (secret_id, days)
);
CREATE INDEX application_secrets_expires ON application_secrets (expires_at) WHERE expires_at IS NOT NULL;
