//! The configuration: what is refused, in which words, and which of two sources wins.

use crate::support::Folder;

/// Starts a command that reads the configuration, with this file and these variables, and gives its complaint.
#[track_caller]
fn refused(file: &str, variables: &[(&str, &str)]) -> String {
    let mut folder = Folder::bare();
    folder.write("var/config.yml", file);
    for (name, value) in variables {
        folder = folder.with(name, value);
    }
    folder.fail(&["keys", "check"])
}

#[test]
fn every_mistake_in_the_file_is_told_with_its_key_and_what_is_allowed() {
    let table = [
        (
            "server:\n  lisen: 127.0.0.1:3000\n",
            "server.lisen: there is no such setting; allowed here: listen, public_url, trusted_proxies, metrics_allow, cors",
        ),
        (
            "saml: {}\n",
            "saml: there is no such setting; allowed here: server, database, keys, tokens, sign_in, mail, limits, audit, client_id_metadata, sso, log, telemetry",
        ),
        (
            "server: { cors: { origins: [] } }\n",
            "server.cors.origins: there is no such setting; allowed here: allow_origins",
        ),
        (
            "server: { listen: 3000 }\n",
            "server.listen: `3000` is not an address and port, such as 127.0.0.1:3000, 0.0.0.0:8080 or [::1]:3000",
        ),
        (
            "server: { public_url: https://example.com/keys }\n",
            "server.public_url: `https://example.com/keys` is not a URL without a path, such as https://latchkey.example.com",
        ),
        (
            "server: { trusted_proxies: [10.0.0.1, proxy] }\n",
            "server.trusted_proxies: `proxy`: invalid IP address syntax",
        ),
        (
            "server: { cors: { allow_origins: [example.com] } }\n",
            "server.cors.allow_origins: `example.com`: this is no origin, such as https://app.example.com, nor *",
        ),
        (
            "database: { url: mysql://root:hunter2@localhost/x }\n",
            "database.url: this is neither sqlite://PATH nor postgres://USER:PASSWORD@HOST/NAME",
        ),
        (
            "tokens: { access_lifetime: 0 }\n",
            "tokens.access_lifetime: `0` is not a whole number of seconds from 1 to 86400",
        ),
        (
            "tokens: { access_lifetime: 1h }\n",
            "tokens.access_lifetime: `1h` is not a whole number of seconds from 1 to 86400",
        ),
        (
            "tokens: { refresh_lifetime: -5 }\n",
            "tokens.refresh_lifetime: `-5` is not a whole number of seconds from 1 to 31536000",
        ),
        ("mail: { timeout: 121 }\n", "mail.timeout: `121` is not a whole number of seconds from 1 to 120"),
        (
            "mail: { transport: smtp, url: 'smtps://mail.example.com', authority: no.pem }\n",
            "mail.authority: no.pem: No such file or directory (os error 2); a certificate in PEM is needed",
        ),
        ("mail: { transport: pigeon }\n", "mail.transport: `pigeon` is none of: file, smtp"),
        (
            "mail: { transport: smtp, url: 'http://user:hunter2@example.com' }\n",
            "mail.url: this cannot be read; an address of a mail server is needed, such as smtp://user:password@mail.example.com:587?tls=required",
        ),
        ("limits: { mode: strict }\n", "limits.mode: `strict` is none of: off, monitor, enforce"),
        ("limits: { requests: 0 }\n", "limits.requests: `0` is not a whole number from 1 to 1000000000"),
        (
            "client_id_metadata: { allowed_hosts: ['https://a.example'] }\n",
            "client_id_metadata.allowed_hosts: `https://a.example`: this is no host, such as app.example.com or *.example.com",
        ),
        (
            "client_id_metadata: { apis: [customer_json_api] }\n",
            "client_id_metadata.apis: `customer_json_api`: this is none of: json_api, email_addon, scim",
        ),
        (
            "sso: { providers: { Acme: {} } }\n",
            "sso.providers.Acme: `Acme` is no name for a provider: up to 40 of a to z, 0 to 9 and -",
        ),
        (
            "sso: { providers: { acme: { issuer: 'http://login.example.com' } } }\n",
            "sso.providers.acme.issuer: `http://login.example.com` is no issuer: an https address such as https://login.example.com (http only on this machine)",
        ),
        (
            "sso: { providers: { acme: { link_by_email: always } } }\n",
            "sso.providers.acme.link_by_email: `always` is none of: never, verified",
        ),
        (
            "sso: { providers: { acme: { allowed_domains: ['@example.com'] } } }\n",
            "sso.providers.acme.allowed_domains: `@example.com`: this is no domain, such as example.com",
        ),
        (
            "sso: { providers: { acme: { secret: hunter2 } } }\n",
            "sso.providers.acme.secret: there is no such setting; allowed here: name, issuer, client_id, client_secret, client_secret_file, scopes, link_by_email, allowed_domains, create_users, organization, default_role, role_claim, roles, logout, authority",
        ),
        ("log: { format: xml }\n", "log.format: `xml` is none of: auto, human, json"),
        (
            "telemetry: { otlp_endpoint: 'http://user:hunter2@127.0.0.1:4318' }\n",
            "telemetry.otlp_endpoint: this is not the address of a collector, such as http://127.0.0.1:4318",
        ),
        ("telemetry: { sample_ratio: 1.5 }\n", "telemetry.sample_ratio: `1.5` is not a number from 0 to 1"),
    ];
    for (file, complaint) in table {
        assert_eq!(refused(file, &[]), format!("latchkey: var/config.yml: {complaint}\n"), "{file}");
    }
}

#[test]
fn applications_with_documents_need_an_organization() {
    let needed = "client_id_metadata.organization: with client_id_metadata.allowed_hosts, the name of the organization is needed";
    let complaint = refused("client_id_metadata: { allowed_hosts: [app.example.com] }\n", &[]);
    assert!(complaint.contains(needed), "{complaint}");
}

#[test]
fn what_a_provider_lacks_is_told_with_its_key_and_never_its_secret() {
    let good = "issuer: 'https://login.example.com', client_id: i, client_secret: hunter2";
    for (provider, key, words) in [
        ("client_id: i, client_secret: hunter2", "acme.issuer", "the address is needed"),
        ("issuer: 'https://a.example', client_secret: hunter2", "acme.client_id", "the Client ID is needed"),
        ("issuer: 'https://a.example', client_id: i", "acme.client_secret", "the secret is needed"),
        (&format!("{good}, client_secret_file: s"), "acme.client_secret_file", "only one of the two"),
        (
            "issuer: 'https://a.example', client_id: i, client_secret_file: none",
            "acme.client_secret_file",
            "none: No such file",
        ),
        (
            &format!("{good}, create_users: true"),
            "acme.organization",
            "the name of the organization is needed",
        ),
        (&format!("{good}, role_claim: groups"), "acme.roles", "both are needed, or neither"),
        (&format!("{good}, roles: {{ a: User }}"), "acme.role_claim", "both are needed, or neither"),
        (&format!("{good}, authority: none.pem"), "acme.authority", "a certificate in PEM is needed"),
    ] {
        let complaint = refused(&format!("sso: {{ providers: {{ acme: {{ {provider} }} }} }}\n"), &[]);
        assert!(
            complaint.contains(&format!("sso.providers.{key}: ")) && complaint.contains(words),
            "{complaint}"
        );
        assert!(!complaint.contains("hunter2"), "{complaint}");
    }
    let complaint = refused("sso: { only: true }\n", &[]);
    assert!(
        complaint.contains("var/config.yml: sso.only: without sso.providers nobody could sign in"),
        "{complaint}"
    );
    // All of it in the environment; a claim's values keep their case there.
    let complaint = refused(
        "",
        &[
            ("LATCHKEY_SSO__PROVIDERS__ACME__ISSUER", "https://login.example.com"),
            ("LATCHKEY_SSO__PROVIDERS__ACME__CLIENT_ID", "i"),
            ("LATCHKEY_SSO__PROVIDERS__ACME__CLIENT_SECRET", "hunter2"),
            ("LATCHKEY_SSO__PROVIDERS__ACME__ROLE_CLAIM", "groups"),
            ("LATCHKEY_SSO__PROVIDERS__ACME__ROLES", "Staff=User,nobody"),
        ],
    );
    assert!(complaint.contains("LATCHKEY_SSO__PROVIDERS__ACME__ROLES: `nobody` is no pair"), "{complaint}");
}

#[test]
fn what_is_missing_or_no_sender_is_told() {
    let complaint = refused("mail: { transport: smtp }\n", &[]);
    assert!(
        complaint.starts_with(
            "latchkey: mail.url: with mail.transport smtp, an address of a mail server is needed"
        ),
        "{complaint}"
    );
    let complaint = refused("mail: { from: nobody }\n", &[]);
    let begin = "latchkey: var/config.yml: mail.from: `nobody` is not a sender, such as Latchkey <latchkey@example.com>";
    assert!(complaint.starts_with(begin), "{complaint}");
    let complaint = refused("log: { filter: 'info,=x=y' }\n", &[]);
    assert!(complaint.starts_with("latchkey: var/config.yml: log.filter: "), "{complaint}");
}

#[test]
fn a_file_that_is_no_yaml_is_told_without_showing_what_is_in_it() {
    for file in [
        "server: [\n",
        "mail: { url: 'smtp://user:hunter2@h }\n",
        "- a\n- b\n",
        "server:\n  listen: a\n  listen: b\n",
        "text",
    ] {
        let complaint = refused(file, &[]);
        assert!(complaint.starts_with("latchkey: var/config.yml: "), "{complaint}");
        assert!(!complaint.contains("hunter2"), "{complaint}");
    }
}

#[test]
fn every_mistake_in_the_environment_is_told_with_its_variable() {
    let table = [
        (
            ("LATCHKEY_SERVER__LISEN", "x"),
            "LATCHKEY_SERVER__LISEN: there is no such setting; allowed here: LATCHKEY_SERVER__LISTEN, \
             LATCHKEY_SERVER__PUBLIC_URL, LATCHKEY_SERVER__TRUSTED_PROXIES, LATCHKEY_SERVER__METRICS_ALLOW, LATCHKEY_SERVER__CORS",
        ),
        (
            ("LATCHKEY_LISTEN", "x"),
            "LATCHKEY_LISTEN: there is no such setting; allowed here: LATCHKEY_SERVER, LATCHKEY_DATABASE, LATCHKEY_KEYS, \
             LATCHKEY_TOKENS, LATCHKEY_SIGN_IN, LATCHKEY_MAIL, LATCHKEY_LIMITS, LATCHKEY_AUDIT, LATCHKEY_CLIENT_ID_METADATA, LATCHKEY_SSO, LATCHKEY_LOG, LATCHKEY_TELEMETRY",
        ),
        (
            ("LATCHKEY_SERVER__LISTEN", "localhost"),
            "LATCHKEY_SERVER__LISTEN: `localhost` is not an address and port, such as 127.0.0.1:3000, 0.0.0.0:8080 or [::1]:3000",
        ),
        (
            ("LATCHKEY_TOKENS__CODE_LIFETIME", "601"),
            "LATCHKEY_TOKENS__CODE_LIFETIME: `601` is not a whole number of seconds from 1 to 600",
        ),
        (("LATCHKEY_MAIL__TRANSPORT", "pigeon"), "LATCHKEY_MAIL__TRANSPORT: `pigeon` is none of: file, smtp"),
    ];
    for (variable, complaint) in table {
        assert_eq!(refused("", &[variable]), format!("latchkey: {complaint}\n"));
    }
}

#[test]
fn a_file_that_was_named_must_be_there() {
    let folder = Folder::bare();
    let complaint = folder.fail(&["--config", "nowhere.yml", "keys", "check"]);
    assert!(
        complaint.starts_with("latchkey: the configuration file nowhere.yml cannot be read: No such file"),
        "{complaint}"
    );
    let folder = folder.with("LATCHKEY_CONFIG", ".");
    let complaint = folder.fail(&["keys", "check"]);
    assert!(complaint.starts_with("latchkey: the configuration file . cannot be read: "), "{complaint}");
}

#[test]
fn the_environment_wins_over_the_file_and_the_file_over_the_defaults() {
    let folder = Folder::bare();
    let private = |folder: &Folder| {
        let said = folder.succeed(&["keys", "generate"]);
        said.lines().find_map(|line| line.strip_prefix("private: ")).expect("a path").to_owned()
    };
    assert_eq!(private(&folder), "var/oauth_private.key");
    folder.write("var/config.yml", "# nothing but a remark\n");
    assert_eq!(private(&folder), "var/oauth_private.key");
    folder.write("var/config.yml", "keys:\n  # private: commented/out.key\nmail:\nserver:\n  listen:\n");
    assert_eq!(private(&folder), "var/oauth_private.key");
    folder.write("var/config.yml", "keys:\n  private: file/private.key\n  public: file/public.key\n");
    assert_eq!(private(&folder), "file/private.key");
    folder.write("other.yml", "keys: { private: other/private.key, public: other/public.key }\n");
    let folder = folder.with("LATCHKEY_CONFIG", "other.yml");
    assert_eq!(private(&folder), "other/private.key");
    let folder = folder
        .with("LATCHKEY_KEYS__PRIVATE", "environment/private.key")
        .with("LATCHKEY_KEYS__PUBLIC", "environment/public.key");
    assert_eq!(private(&folder), "environment/private.key");
    for path in ["var/oauth_private.key", "file/public.key", "other/private.key", "environment/public.key"] {
        assert!(folder.join(path).exists(), "{path}");
    }
}

#[test]
fn lists_may_have_commas_and_kubernetes_may_have_its_variables() {
    let folder = Folder::bare()
        .with("LATCHKEY_SERVER__TRUSTED_PROXIES", "10.0.0.1, 10.0.0.2")
        .with("LATCHKEY_SERVER__METRICS_ALLOW", "[\"10.0.0.3\"]")
        .with("LATCHKEY_SERVER__CORS__ALLOW_ORIGINS", "https://a.example,https://b.example:8443")
        .with("LATCHKEY_MAIL__FROM", "Keys <keys@example.com>")
        .with("LATCHKEY_PORT", "tcp://10.0.0.4:3000")
        .with("LATCHKEY_PORT_3000_TCP_ADDR", "10.0.0.4")
        .with("LATCHKEY_SERVICE_HOST", "10.0.0.4")
        .with("LATCHKEY_SERVICE_PORT_HTTP", "3000");
    folder.succeed(&["keys", "generate"]);
    // Not that of Kubernetes, but somebody's wish.
    let complaint = folder.with("LATCHKEY_PORT", "8080").fail(&["keys", "check"]);
    assert!(complaint.starts_with("latchkey: LATCHKEY_PORT: there is no such setting"), "{complaint}");
}
