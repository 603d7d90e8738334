-- What applications publish on the web instead of handing it in.

-- Where its public keys are (RFC 7591 §2); there are none in `jwks` then.
ALTER TABLE applications ADD COLUMN jwks_uri TEXT;
-- Where the document is that it was made of, and that is its Client ID (OAuth Client ID Metadata Document §3).
ALTER TABLE applications ADD COLUMN metadata_url TEXT;
CREATE INDEX applications_metadata_url ON applications (metadata_url) WHERE metadata_url IS NOT NULL;
