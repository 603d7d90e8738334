//! Values to try a template with: once with everything there, once with everything missing that can be.

use super::values::{
    About, ApplicationFacts, DigestItem, FactorFacts, Named, NetworkFacts, SecretFacts, SignInFacts, Values,
};
use model::{TemplateKind, Timestamp};

/// How much of what can be missing is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sample {
    /// Everything.
    Full,
    /// Nothing: an application without an owner that nobody in particular did something with, people without names.
    Bare,
}

impl Sample {
    /// Values of this kind, as if it happened now.
    pub(crate) fn values(self, kind: TemplateKind, url: &str, now: Timestamp) -> Values {
        let later = |days: i64| Timestamp(now.0 + days * 86_400);
        let about = match kind {
            TemplateKind::Application => About::Application(self.application(url, now)),
            TemplateKind::Secret => About::Secret(
                self.application(url, now),
                SecretFacts {
                    hint: "lk_…9dQ2".to_owned(),
                    expires_at: self.perhaps(later(7)),
                    days_left: self.perhaps(7),
                    old_until: self.perhaps(later(1)),
                },
            ),
            TemplateKind::Network => About::Network(
                self.application(url, now),
                NetworkFacts { address: "203.0.113.24".to_owned(), network: "203.0.113.0/24".to_owned() },
            ),
            TemplateKind::SignIn => About::SignIn(SignInFacts {
                address: "203.0.113.24".to_owned(),
                browser: "Firefox, Linux".to_owned(),
            }),
            TemplateKind::SecondFactor => About::SecondFactor(FactorFacts {
                passkey: self.perhaps("Laptop".to_owned()),
                codes_left: self.perhaps(9),
            }),
            TemplateKind::Invitation => About::Invitation(later(7)),
            TemplateKind::PasswordReset => About::PasswordReset(later(1)),
            TemplateKind::PasswordChanged => About::PasswordChanged,
            TemplateKind::Digest => About::Digest(vec![DigestItem {
                subject: "OAuth application Billing export was changed".to_owned(),
                text: "The OAuth application \"Billing export\" was changed.".to_owned(),
                at: later(-1),
            }]),
        };
        Values {
            recipient: self.person(),
            is_owner: self == Self::Full,
            when: now,
            url: url.to_owned(),
            about,
        }
    }

    fn application(self, url: &str, now: Timestamp) -> ApplicationFacts {
        let full = self == Self::Full;
        let texts = |text: &str| if full { vec![text.to_owned()] } else { Vec::new() };
        ApplicationFacts {
            name: "Billing export".to_owned(),
            client_id: "5f0c3c0c9ab14f6f8c1d9a4f6e0b7d21".to_owned(),
            active: full,
            apis: texts("JSON:API"),
            grant: "Client Credentials".to_owned(),
            redirect_urls: texts("https://billing.example.com/callback"),
            confidential: full,
            skip_consent: full,
            created_at: now,
            last_used_at: self.perhaps(now),
            url: format!("{url}/applications"),
            organization: "Acme".to_owned(),
            customer: self.perhaps("Northwind".to_owned()),
            owner: self.perhaps(self.person()),
            actor: self.perhaps(Named {
                first_name: "Grace".to_owned(),
                last_name: "Hopper".to_owned(),
                email: "grace@example.com".to_owned(),
            }),
        }
    }

    fn person(self) -> Named {
        let name = |name: &str| if self == Self::Full { name.to_owned() } else { String::new() };
        Named { first_name: name("Ada"), last_name: name("Lovelace"), email: "ada@example.com".to_owned() }
    }

    fn perhaps<T>(self, value: T) -> Option<T> {
        (self == Self::Full).then_some(value)
    }
}
