//! The templates that come with the product, in every language it speaks.

use super::engine::Words;
use model::{Language, TemplateKind};

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shipped {
    /// The word it is known by, in the database and in rules.
    pub(crate) key: &'static str,
    /// Its name in the list of templates.
    pub(crate) name: &'static str,
    /// What it speaks of.
    pub(crate) kind: TemplateKind,
    english: Source,
    german: Source,
    french: Source,
}

/// A text whose first line is its subject, and its HTML.
type Source = (&'static str, &'static str);

impl Shipped {
    /// What it says in a language.
    pub(crate) fn words(&self, language: Language) -> Words<'static> {
        let (text, html) = match language {
            Language::En => self.english,
            Language::De => self.german,
            Language::Fr => self.french,
        };
        let (subject, text) = text.split_once("\n\n").unwrap_or(("", text));
        Words { subject: subject.trim_start_matches("Subject: "), text, html }
    }

    /// The one of this key.
    pub(crate) fn find(key: &str) -> Option<Self> {
        SHIPPED.iter().copied().find(|shipped| shipped.key == key)
    }
}

macro_rules! source {
    ($key:literal, $language:literal) => {
        (
            include_str!(concat!("templates/", $key, ".", $language, ".txt")),
            include_str!(concat!("templates/", $key, ".", $language, ".html")),
        )
    };
}

macro_rules! shipped {
    ($($constant:ident: $key:literal, $name:literal, $kind:ident;)*) => {
        $(
            #[doc = $name]
            pub(crate) const $constant: Shipped = Shipped {
                key: $key,
                name: $name,
                kind: TemplateKind::$kind,
                english: source!($key, "en"),
                german: source!($key, "de"),
                french: source!($key, "fr"),
            };
        )*

        /// All of them, in the order they were added to the product: an organization is given those that it was not
        /// given yet, so new ones go to the end.
        pub(crate) const SHIPPED: &[Shipped] = &[$($constant),*];
    };
}

shipped! {
    APPLICATION_CREATED: "application_created", "Application created", Application;
    APPLICATION_CREATED_FOR_CUSTOMER_USER: "application_created_for_customer_user", "Application created for a customer user", Application;
    APPLICATION_CHANGED: "application_changed", "Application changed", Application;
    SECRET_ROTATED: "secret_rotated", "Secret rotated", Secret;
    SECRET_EXPIRING: "secret_expiring", "Secret about to expire", Secret;
    APPLICATION_ACTIVATED: "application_activated", "Application activated", Application;
    APPLICATION_DEACTIVATED: "application_deactivated", "Application deactivated", Application;
    APPLICATION_DELETED: "application_deleted", "Application deleted", Application;
    APPLICATION_RESTORED: "application_restored", "Application restored", Application;
    NEW_NETWORK: "new_network", "Application used from a new network", Network;
    NEW_PLACE: "new_place", "Sign-in from a new place", SignIn;
    INVITATION: "invitation", "Invitation", Invitation;
    PASSWORD_RESET: "password_reset", "Password reset", PasswordReset;
    PASSWORD_CHANGED: "password_changed", "Password changed", PasswordChanged;
    DIGEST: "digest", "Digest", Digest;
    APPLICATION_LET_IN: "application_let_in", "Application let in", Application;
    ACCOUNT_LOCKED: "account_locked", "Account locked", SignIn;
    SECOND_FACTOR_ADDED: "second_factor_added", "Second factor added", SecondFactor;
    SECOND_FACTOR_REMOVED: "second_factor_removed", "Second factor removed", SecondFactor;
    RECOVERY_CODE_USED: "recovery_code_used", "Recovery code used", SecondFactor;
}
