//! What templates know: the variables of each kind, and nothing else. No secret, hash or token is ever among them.

use super::moment::{Manner, Moment};
use minijinja::value::Value;
use model::{Timestamp, full_name};
use std::collections::BTreeMap;

/// Everything one mail speaks of.
#[derive(Clone, Debug)]
pub(crate) struct Values {
    /// Whom it is for.
    pub(crate) recipient: Named,
    /// Whether they own the application it is about.
    pub(crate) is_owner: bool,
    /// When it happened.
    pub(crate) when: Timestamp,
    /// Where people reach this server.
    pub(crate) url: String,
    /// What happened.
    pub(crate) about: About,
}

/// Somebody.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    /// First name.
    pub(crate) first_name: String,
    /// Last name.
    pub(crate) last_name: String,
    /// Primary e-mail address.
    pub(crate) email: String,
}

/// What happened, by the kind of the templates that tell it.
#[derive(Clone, Debug)]
pub(crate) enum About {
    /// Something with an application.
    Application(ApplicationFacts),
    /// Something with one of its secrets.
    Secret(ApplicationFacts, SecretFacts),
    /// It was used from a new network.
    Network(ApplicationFacts, NetworkFacts),
    /// Somebody signed in.
    SignIn(SignInFacts),
    /// Something became of a second factor.
    SecondFactor(FactorFacts),
    /// Somebody is invited; the link works until then.
    Invitation(Timestamp),
    /// Somebody forgot their password; the link works until then.
    PasswordReset(Timestamp),
    /// Somebody's password is another one now.
    PasswordChanged,
    /// Several mails in one.
    Digest(Vec<DigestItem>),
}

/// An application, as mails speak of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct ApplicationFacts {
    /// Its name.
    pub(crate) name: String,
    /// Its Client ID.
    pub(crate) client_id: String,
    /// Whether it is active.
    pub(crate) active: bool,
    /// The names of its APIs; none: all.
    pub(crate) apis: Vec<String>,
    /// The name of its grant.
    pub(crate) grant: String,
    /// Where it may send people back to.
    pub(crate) redirect_urls: Vec<String>,
    /// Whether it keeps a secret.
    pub(crate) confidential: bool,
    /// Whether people are not asked for their consent.
    pub(crate) skip_consent: bool,
    /// When it was created.
    pub(crate) created_at: Timestamp,
    /// When it was last used, if ever.
    pub(crate) last_used_at: Option<Timestamp>,
    /// Its page.
    pub(crate) url: String,
    /// The name of the organization it acts in.
    pub(crate) organization: String,
    /// The name of its owner's customer, on the customer side.
    pub(crate) customer: Option<String>,
    /// Its owner, if it has one.
    pub(crate) owner: Option<Named>,
    /// Who did it. Nobody: the server itself, an operator, or a program.
    pub(crate) actor: Option<Named>,
}

/// A secret, as far as it may be told.
#[derive(Clone, Debug, Default)]
pub(crate) struct SecretFacts {
    /// How it begins and ends, for telling it from others.
    pub(crate) hint: String,
    /// When it ends, if it does.
    pub(crate) expires_at: Option<Timestamp>,
    /// In how many days.
    pub(crate) days_left: Option<i64>,
    /// Until when the one before it works, if it still does.
    pub(crate) old_until: Option<Timestamp>,
}

/// Where an application was used from.
#[derive(Clone, Debug, Default)]
pub(crate) struct NetworkFacts {
    /// The address.
    pub(crate) address: String,
    /// The network it is in.
    pub(crate) network: String,
}

/// Where somebody signed in from.
#[derive(Clone, Debug, Default)]
pub(crate) struct SignInFacts {
    /// The address.
    pub(crate) address: String,
    /// The browser and system, in short.
    pub(crate) browser: String,
}

/// A second factor, as far as it may be told.
#[derive(Clone, Debug, Default)]
pub(crate) struct FactorFacts {
    /// What its owner calls it, if it is a passkey.
    pub(crate) passkey: Option<String>,
    /// How many recovery codes are left, after one was used.
    pub(crate) codes_left: Option<i64>,
}

/// One of the mails in a digest.
#[derive(Clone, Debug, Default)]
pub(crate) struct DigestItem {
    /// Its subject.
    pub(crate) subject: String,
    /// How its text begins.
    pub(crate) text: String,
    /// When it was written.
    pub(crate) at: Timestamp,
}

/// What stands for the one-time link until the mail leaves.
pub(crate) const LINK: &str = "{{link}}";

type Map = BTreeMap<&'static str, Value>;

impl Values {
    /// The variables, as somebody is written to.
    pub(crate) fn context(&self, manner: &Manner) -> Value {
        let mut map = Map::from([
            ("recipient", self.recipient(manner)),
            ("when", Moment::value(self.when, manner)),
            ("url", text(&self.url)),
        ]);
        match &self.about {
            About::Application(facts) => application(&mut map, facts, manner),
            About::Secret(facts, secret) => {
                application(&mut map, facts, manner);
                map.insert("secret", secret_value(secret, manner));
            }
            About::Network(facts, network) => {
                application(&mut map, facts, manner);
                let parts = [("address", text(&network.address)), ("network", text(&network.network))];
                map.insert("network", Map::from(parts).into());
            }
            About::SignIn(facts) => {
                let parts = [("address", text(&facts.address)), ("browser", text(&facts.browser))];
                map.insert("sign_in", Map::from(parts).into());
            }
            About::SecondFactor(facts) => {
                let parts = [
                    ("passkey", facts.passkey.as_deref().map_or_else(nothing, text)),
                    ("codes_left", facts.codes_left.map_or_else(nothing, Value::from)),
                ];
                map.insert("second_factor", Map::from(parts).into());
            }
            About::Invitation(until) | About::PasswordReset(until) => {
                map.insert("until", Moment::value(*until, manner));
                map.insert("link", Value::from_safe_string(LINK.to_owned()));
            }
            About::PasswordChanged => {}
            About::Digest(items) => {
                let items = items.iter().map(|item| digest_item(item, manner));
                map.insert("items", items.collect::<Vec<_>>().into());
            }
        }
        map.into()
    }

    fn recipient(&self, manner: &Manner) -> Value {
        let mut map = named(&self.recipient);
        map.insert("is_owner", self.is_owner.into());
        map.insert("language", manner.language.as_str().into());
        map.into()
    }
}

fn application(map: &mut Map, facts: &ApplicationFacts, manner: &Manner) {
    let own = [
        ("name", text(&facts.name)),
        ("client_id", text(&facts.client_id)),
        ("active", facts.active.into()),
        ("apis", texts(&facts.apis)),
        ("grant", text(&facts.grant)),
        ("redirect_urls", texts(&facts.redirect_urls)),
        ("confidential", facts.confidential.into()),
        ("skip_consent", facts.skip_consent.into()),
        ("created_at", Moment::value(facts.created_at, manner)),
        ("last_used_at", perhaps(facts.last_used_at, manner)),
        ("url", text(&facts.url)),
    ];
    map.insert("application", Map::from(own).into());
    map.insert("organization", Map::from([("name", text(&facts.organization))]).into());
    let customer = facts.customer.as_ref().map(|name| Value::from(Map::from([("name", text(name))])));
    map.insert("customer", customer.unwrap_or_else(nothing));
    map.insert("owner", facts.owner.as_ref().map_or_else(nothing, |owner| named(owner).into()));
    map.insert("actor", facts.actor.as_ref().map_or_else(nothing, |actor| named(actor).into()));
}

fn secret_value(secret: &SecretFacts, manner: &Manner) -> Value {
    let parts = [
        ("hint", text(&secret.hint)),
        ("expires_at", perhaps(secret.expires_at, manner)),
        ("days_left", secret.days_left.map_or_else(nothing, Value::from)),
        ("old_until", perhaps(secret.old_until, manner)),
    ];
    Map::from(parts).into()
}

fn digest_item(item: &DigestItem, manner: &Manner) -> Value {
    let parts = [
        ("subject", text(&item.subject)),
        ("text", text(&item.text)),
        ("at", Moment::value(item.at, manner)),
    ];
    Map::from(parts).into()
}

/// What is not there: `{% if owner %}` is false, and what is asked of it is an error.
fn nothing() -> Value {
    ().into()
}

fn perhaps(at: Option<Timestamp>, manner: &Manner) -> Value {
    at.map_or_else(nothing, |at| Moment::value(at, manner))
}

/// Somebody who has no name is called by their address.
fn named(who: &Named) -> Map {
    let name = full_name(&who.first_name, &who.last_name);
    Map::from([
        ("first_name", text(&who.first_name)),
        ("last_name", text(&who.last_name)),
        ("full_name", text(if name.is_empty() { &who.email } else { &name })),
        ("email", text(&who.email)),
    ])
}

fn texts(all: &[String]) -> Value {
    all.iter().map(|one| text(one)).collect::<Vec<_>>().into()
}

/// A text that others chose: on one line, since a line break in a name would begin a new line of the text or a header;
/// and never read as the place of the link.
fn text(value: &str) -> Value {
    value.replace(char::is_control, " ").replace(LINK, "{{ link }}").into()
}
