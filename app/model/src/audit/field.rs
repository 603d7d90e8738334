//! The fields of all kinds of record, by one word each wherever they appear. No field ever holds a secret, a token, a password
//! or a digest of one.

use super::words::words;

words! {
    /// A field of a record.
    AuditField {
        /// Its name.
        Name "name";
        /// An e-mail address.
        Email "email";
        /// First name.
        FirstName "first_name";
        /// Last name.
        LastName "last_name";
        /// Whether an application is active.
        Active "active";
        /// Whether it is enabled.
        Enabled "enabled";
        /// Client ID.
        ClientId "client_id";
        /// Supported APIs.
        Apis "apis";
        /// How an application gets its tokens.
        Grant "grant";
        /// Back office or customer side.
        Side "side";
        /// As whom an application acts.
        Owner "owner";
        /// The organization it belongs to.
        Organization "organization";
        /// The organizations somebody may enter.
        Organizations "organizations";
        /// The customer somebody belongs to.
        Customer "customer";
        /// Somebody's roles.
        Roles "roles";
        /// Who manages a customer user.
        Manager "manager";
        /// What a role allows.
        Permissions "permissions";
        /// Whether an organization has global access.
        Global "global";
        /// Whether an organization requires a second factor.
        SecondFactor "second_factor";
        /// A passkey.
        Passkey "passkey";
        /// Redirect URLs.
        RedirectUris "redirect_uris";
        /// Where people may be sent after signing out.
        LogoutUris "post_logout_redirect_uris";
        /// Whether an application can keep a secret.
        Confidential "confidential";
        /// Whether people are not asked to let it in.
        SkipConsent "skip_consent";
        /// How an application came to be.
        Origin "origin";
        /// What let it come to be.
        OriginName "origin_name";
        /// How an application shows who it is.
        AuthenticationMethod "authentication_method";
        /// The ids of its public keys.
        Keys "keys";
        /// Where its public keys are.
        KeysUrl "jwks_uri";
        /// For how many seconds a refresh token lives unused.
        RefreshIdle "refresh_idle";
        /// For how many seconds tokens can be refreshed at all.
        RefreshAbsolute "refresh_absolute";
        /// Whether every token is bound to a key.
        RequireDpop "require_dpop";
        /// Whether requests for authorization have to be pushed.
        RequirePushed "require_pushed";
        /// Where it is told that a session ended.
        BackchannelLogoutUrl "backchannel_logout_uri";
        /// Whether it may act for others.
        MayActForOthers "may_act_for_others";
        /// Whether it may use the password grant.
        PasswordGrant "password_grant";
        /// The number of a secret.
        SecretNumber "secret_number";
        /// When something ends.
        ExpiresAt "expires_at";
        /// Until when the secret before works.
        OldSecretUntil "old_secret_until";
        /// What an application may do for somebody.
        Scope "scope";
        /// An application.
        Application "application";
        /// A person.
        Person "person";
        /// What has to happen for a rule to tell it.
        Event "event";
        /// The template a rule tells it with.
        Template "template";
        /// Who is told.
        Recipients "recipients";
        /// What a template speaks of.
        Kind "kind";
        /// The subject of a mail.
        Subject "subject";
        /// The text of a mail.
        Text "text";
        /// The HTML of a mail.
        Html "html";
        /// In which languages a template has words of its own.
        Languages "languages";
        /// A language.
        Language "language";
        /// A time zone.
        TimeZone "time_zone";
        /// How often somebody wants to be told what can wait.
        Digest "digest";
        /// What an identity provider calls it.
        ExternalId "external_id";
        /// How many applications a token registers.
        Limit "limit";
        /// Which network addresses.
        Addresses "addresses";
        /// A grid.
        Grid "grid";
        /// How many.
        Count "count";
        /// The sequence number of the last of them.
        Until "until";
        /// The digest of the last of them.
        Hash "hash";
    }
}
