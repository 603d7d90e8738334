-- What the pages of people, customers, organizations and roles need, and what applications of every grant have.

-- First and last name as they are searched and sorted by.
ALTER TABLE users ADD COLUMN name_folded TEXT COLLATE BINARY NOT NULL DEFAULT '';
UPDATE users SET name_folded = lower(trim(first_name || ' ' || last_name));
CREATE INDEX users_customer ON users (customer_id) WHERE customer_id IS NOT NULL;

-- Counts the changes; sent back with a change, it tells whether somebody else was faster.
ALTER TABLE users ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE customers ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE organizations ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE roles ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- A role's name is unique without regard to case, and lists are sorted by it.
ALTER TABLE roles ADD COLUMN name_folded TEXT COLLATE BINARY NOT NULL DEFAULT '';
UPDATE roles SET name_folded = lower(trim(name));
CREATE UNIQUE INDEX roles_name_folded ON roles (name_folded);

CREATE INDEX user_roles_role ON user_roles (role_id);

-- One on each line; empty for grants that redirect nobody.
ALTER TABLE applications ADD COLUMN redirect_uris TEXT NOT NULL DEFAULT '';
-- FALSE: it cannot keep a secret, so it has none and proves itself with PKCE (RFC 7636).
ALTER TABLE applications ADD COLUMN confidential BOOLEAN NOT NULL DEFAULT TRUE;
-- TRUE: people are not asked whether it may act for them.
ALTER TABLE applications ADD COLUMN skip_consent BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX applications_owner ON applications (owner_id) WHERE owner_id IS NOT NULL;

-- The states of a grid that somebody gave a name.
CREATE TABLE saved_views (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id),
    grid TEXT NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT COLLATE BINARY NOT NULL,
    -- The query of the grid's address.
    query TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (user_id, grid, name_folded)
);
