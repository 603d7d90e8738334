//! What can stand in a template: the variables of each kind. A test in `domain` compares them with what is really there.

use crate::TemplateKind;

/// A variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemplateVariable {
    /// As it is written.
    pub name: &'static str,
    /// Whether it can be missing, so that a template has to ask.
    pub optional: bool,
}

const fn always(name: &'static str) -> TemplateVariable {
    TemplateVariable { name, optional: false }
}

const fn perhaps(name: &'static str) -> TemplateVariable {
    TemplateVariable { name, optional: true }
}

const EVERYWHERE: &[TemplateVariable] = &[
    always("recipient.full_name"),
    always("recipient.first_name"),
    always("recipient.last_name"),
    always("recipient.email"),
    always("recipient.is_owner"),
    always("recipient.language"),
    always("when"),
    always("url"),
];

const OF_APPLICATIONS: &[TemplateVariable] = &[
    always("application.name"),
    always("application.client_id"),
    always("application.active"),
    always("application.apis"),
    always("application.grant"),
    always("application.redirect_urls"),
    always("application.confidential"),
    always("application.skip_consent"),
    always("application.created_at"),
    perhaps("application.last_used_at"),
    always("application.url"),
    always("organization.name"),
    perhaps("customer.name"),
    perhaps("owner.full_name"),
    perhaps("owner.first_name"),
    perhaps("owner.last_name"),
    perhaps("owner.email"),
    perhaps("actor.full_name"),
    perhaps("actor.first_name"),
    perhaps("actor.last_name"),
    perhaps("actor.email"),
];

const OF_SECRETS: &[TemplateVariable] = &[
    always("secret.hint"),
    perhaps("secret.expires_at"),
    perhaps("secret.days_left"),
    perhaps("secret.old_until"),
];

const OF_NETWORKS: &[TemplateVariable] = &[always("network.address"), always("network.network")];

const OF_SIGN_INS: &[TemplateVariable] = &[always("sign_in.address"), always("sign_in.browser")];

const OF_SECOND_FACTORS: &[TemplateVariable] =
    &[perhaps("second_factor.passkey"), perhaps("second_factor.codes_left")];

const OF_LINKS: &[TemplateVariable] = &[always("link"), always("until")];

const OF_DIGESTS: &[TemplateVariable] = &[always("items")];

impl TemplateKind {
    /// What can stand in templates of this kind, what matters most first.
    pub fn variables(self) -> impl Iterator<Item = TemplateVariable> {
        let (first, then): (&[TemplateVariable], &[TemplateVariable]) = match self {
            Self::Application => (OF_APPLICATIONS, &[]),
            Self::Secret => (OF_APPLICATIONS, OF_SECRETS),
            Self::Network => (OF_APPLICATIONS, OF_NETWORKS),
            Self::SignIn => (OF_SIGN_INS, &[]),
            Self::SecondFactor => (OF_SECOND_FACTORS, &[]),
            Self::Invitation | Self::PasswordReset => (OF_LINKS, &[]),
            Self::PasswordChanged => (&[], &[]),
            Self::Digest => (OF_DIGESTS, &[]),
        };
        first.iter().chain(then).chain(EVERYWHERE).copied()
    }
}
