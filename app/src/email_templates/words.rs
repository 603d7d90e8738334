//! What templates speak of, and whose words they speak, in words.

use crate::text::text;
use model::{EmailTemplate, Language, TemplateKind};

/// What a template speaks of.
pub fn kind(kind: TemplateKind) -> &'static str {
    match kind {
        TemplateKind::Application => text!(templates.of_application),
        TemplateKind::Secret => text!(templates.of_secret),
        TemplateKind::Network => text!(templates.of_network),
        TemplateKind::SignIn => text!(templates.of_sign_in),
        TemplateKind::SecondFactor => text!(templates.of_second_factor),
        TemplateKind::Invitation => text!(templates.of_invitation),
        TemplateKind::PasswordReset => text!(templates.of_password_reset),
        TemplateKind::PasswordChanged => text!(templates.of_password_changed),
        TemplateKind::Digest => text!(templates.of_digest),
    }
}

/// **Shipped** or **Made here**.
pub fn origin(shipped: bool) -> &'static str {
    if shipped { text!(templates.shipped) } else { text!(templates.made_here) }
}

/// Whose words a template says in a language.
pub fn words_of(template: &EmailTemplate, language: Language) -> &'static str {
    if template.languages.contains(&language) {
        text!(templates.own_words)
    } else if template.shipped {
        text!(templates.shipped_words)
    } else {
        text!(templates.other_words)
    }
}
