-- What each application did, in buckets of fixed size: hours, which are kept for two days, and days, which are kept for a month.
-- Rows are per reason and not per request, so the table grows with the number of applications in use and not with traffic.
CREATE TABLE application_activity (
    application_id UUID NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    -- hour | day
    span TEXT COLLATE "C" NOT NULL,
    starts_at BIGINT NOT NULL,
    -- With which secret. All zeros: with none, or with none that is known.
    secret_id UUID NOT NULL,
    -- issued, refused.<reason>, answered.<class>, took.<number of a bucket of times>
    what TEXT COLLATE "C" NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (application_id, span, starts_at, secret_id, what)
);
CREATE INDEX application_activity_age ON application_activity (span, starts_at);
