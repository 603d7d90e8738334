-- What was done, by whom, from where, and what was before and after. Written in the transaction of the change, never changed.
-- No foreign keys: what a record speaks of may be gone.
CREATE TABLE audit_records (
    id UUID NOT NULL PRIMARY KEY,
    -- The place in the chain, from 1 and without gaps.
    sequence BIGINT NOT NULL UNIQUE,
    action TEXT COLLATE "C" NOT NULL,
    subject_kind TEXT COLLATE "C" NOT NULL,
    -- NULL: it has none.
    subject_id UUID,
    -- What it was called then.
    subject_name TEXT NOT NULL,
    subject_folded TEXT COLLATE "C" NOT NULL,
    -- Whose it was. NULL: nobody's.
    owner_id UUID,
    actor_kind TEXT COLLATE "C" NOT NULL,
    -- NULL: no person did it.
    actor_id UUID,
    actor_name TEXT NOT NULL,
    actor_folded TEXT COLLATE "C" NOT NULL,
    -- The application that did it for them, or for itself.
    application_id UUID,
    application_name TEXT NOT NULL,
    door TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    request_id TEXT COLLATE "C" NOT NULL,
    -- JSON: field, before, after.
    changes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- SHA-256 of the record before.
    previous BYTEA NOT NULL,
    -- SHA-256 of this one, in which that of the one before is.
    hash BYTEA NOT NULL
);
CREATE INDEX audit_records_created ON audit_records (created_at, id);
CREATE INDEX audit_records_subject ON audit_records (subject_id, created_at) WHERE subject_id IS NOT NULL;
CREATE INDEX audit_records_owner ON audit_records (owner_id, created_at) WHERE owner_id IS NOT NULL;
CREATE INDEX audit_records_actor ON audit_records (actor_id, created_at) WHERE actor_id IS NOT NULL;

-- The organizations whose people may see a record; without any, only those who see everything.
CREATE TABLE audit_organizations (
    record_id UUID NOT NULL REFERENCES audit_records (id) ON DELETE CASCADE,
    organization_id UUID NOT NULL,
    PRIMARY KEY (record_id, organization_id)
);
CREATE INDEX audit_organizations_organization ON audit_organizations (organization_id);

-- Both ends of the chain. One row, locked last of all in a transaction.
CREATE TABLE audit_head (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    -- The last record.
    sequence BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    -- The last of the old ones that were removed; 0: none was.
    removed_sequence BIGINT NOT NULL,
    removed_hash BYTEA NOT NULL
);
INSERT INTO audit_head (id, sequence, hash, removed_sequence, removed_hash)
VALUES (1, 0, decode(repeat('00', 32), 'hex'), 0, decode(repeat('00', 32), 'hex'));
