//! Whether the words of a template can be sent, whatever is told with them.

use crate::mail::{LINK, Manner, PartFault, Sample, Words, render};
use model::{Invalid, Language, Problem, TemplateInput, TemplateKind, TemplatePart, Timestamp};

/// The words of a form.
pub(super) fn words(input: &TemplateInput) -> Words<'_> {
    Words { subject: &input.subject, text: &input.text, html: &input.html }
}

/// The refusal of a part that cannot be rendered, with its place.
pub(super) fn refused(found: &PartFault) -> Invalid {
    let PartFault { part, line, column, fault } = *found;
    Invalid::one(part.as_str(), Problem::Template { line, column, fault })
}

/// Tries the words with everything there, and with everything missing that can be. A mail that brings a link shows it, in
/// the text and, if there is one, in the HTML.
pub(super) fn check_words(kind: TemplateKind, input: &TemplateInput) -> Result<(), Invalid> {
    let manner = Manner::new(Language::En, None);
    let mut invalid = Invalid::default();
    for sample in [Sample::Full, Sample::Bare] {
        let values = sample.values(kind, "https://latchkey.example.com", Timestamp(0));
        match render(&words(input), &values, &manner) {
            Err(found) => return Err(refused(&found)),
            Ok(said) => {
                if said.subject.is_empty() {
                    return Err(Invalid::one("subject", Problem::Blank));
                }
                let brings = matches!(kind, TemplateKind::Invitation | TemplateKind::PasswordReset);
                for (part, body) in [(TemplatePart::Text, &said.text), (TemplatePart::Html, &said.html)] {
                    let missing = brings && !body.is_empty() && !body.contains(LINK);
                    if missing && invalid.of(part.as_str()).is_none() {
                        invalid.add(part.as_str(), Problem::NoLink);
                    }
                }
            }
        }
    }
    if invalid.is_empty() { Ok(()) } else { Err(invalid) }
}
