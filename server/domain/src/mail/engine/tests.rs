//! What the engine refuses, what it escapes, and that what is shipped can be sent.

use super::*;
use crate::mail::{
    samples::Sample,
    shipped::{INVITATION, PASSWORD_RESET, SHIPPED},
    values::{About, LINK},
};
use model::{Language, TemplateKind, Timestamp};
use proptest::prelude::*;

const NOW: Timestamp = Timestamp(1_795_426_200);
const URL: &str = "https://id.example.com";

fn values(kind: TemplateKind) -> Values {
    Sample::Full.values(kind, URL, NOW)
}

fn manner() -> Manner {
    Manner::new(Language::En, None)
}

/// Renders a text, or the HTML without the page around it.
fn part(part: TemplatePart, source: &str, values: &Values) -> Result<String, PartFault> {
    render_part(part, source, &values.context(&manner()))
}

fn text(source: &str) -> String {
    part(TemplatePart::Text, source, &values(TemplateKind::Application)).unwrap()
}

fn refused(source: &str) -> (u32, u32, Fault) {
    let fault = part(TemplatePart::Text, source, &values(TemplateKind::Application)).unwrap_err();
    assert_eq!(fault.part, TemplatePart::Text);
    (fault.line, fault.column, fault.fault)
}

#[test]
fn every_shipped_template_can_be_sent_in_every_language() {
    for shipped in SHIPPED {
        for language in Language::ALL {
            for sample in [Sample::Full, Sample::Bare] {
                let manner = Manner::new(language, Some("Europe/Berlin"));
                let said = render(&shipped.words(language), &sample.values(shipped.kind, URL, NOW), &manner);
                let said =
                    said.unwrap_or_else(|fault| panic!("{} {language:?} {sample:?}: {fault:?}", shipped.key));
                assert!(!said.subject.is_empty() && said.html.contains("</html>"), "{said:?}");
                // What follows is what the recipient would wonder about.
                for (strange, place) in
                    [("none", &said.text), ("{%", &said.html), ("\n\n\n", &said.text), ("[", &said.text)]
                {
                    assert!(!place.contains(strange), "{} {language:?}: {strange:?} in {place}", shipped.key);
                }
                let calls = if sample == Sample::Full { "Ada Lovelace," } else { "ada@example.com," };
                assert!(said.text.contains(calls), "{} {language:?}: {}", shipped.key, said.text);
            }
        }
    }
}

#[test]
fn links_have_their_place_in_those_that_bring_one() {
    for shipped in SHIPPED {
        let said = render(&shipped.words(Language::Fr), &values(shipped.kind), &manner()).unwrap();
        let brings = [INVITATION, PASSWORD_RESET].contains(shipped);
        assert_eq!((said.text.contains(LINK), said.html.contains(LINK)), (brings, brings), "{}", shipped.key);
    }
}

#[test]
fn values_stand_where_they_are_named() {
    assert_eq!(
        text("{{ application.name }} of {{ owner.full_name }}, {{ application.grant }}"),
        "Billing export of Ada Lovelace, Client Credentials"
    );
    assert_eq!(text("{% if application.apis %}{{ application.apis }}{% else %}all{% endif %}"), "JSON:API");
    assert_eq!(
        text("{{ when }}, {{ when.date }}, {{ when.iso }}"),
        "23 November 2026, 09:30 (UTC), 23 November 2026, 2026-11-23T09:30:00Z"
    );
    assert_eq!(text("A\n{% if owner %}\nB\n{% endif %}\nC\n"), "A\nB\nC\n");
    let bare = Sample::Bare.values(TemplateKind::Application, URL, NOW);
    assert_eq!(
        part(TemplatePart::Text, "[{{ application.last_used_at }}{{ customer }}]", &bare).unwrap(),
        "[]"
    );
}

#[test]
fn what_is_wrong_is_found_by_line_and_column() {
    assert_eq!(refused("Hello\n  Grüße {{ application.nam }}"), (2, 12, Fault::Unknown));
    assert_eq!(refused("{{ nobody }}"), (1, 4, Fault::Unknown));
    assert_eq!(refused("A\nB\n{% if owner %}x"), (3, 15, Fault::Syntax));
    assert_eq!(refused("{{ when|shout }}"), (1, 9, Fault::UnknownFunction));
    assert_eq!(refused("\n{{ owner() }}").2, Fault::Operation);
    // What can be missing has to be asked for first.
    let bare = Sample::Bare.values(TemplateKind::Application, URL, NOW);
    let fault = part(TemplatePart::Text, "{{ owner.email }}", &bare).unwrap_err();
    assert_eq!((fault.line, fault.column, fault.fault), (1, 4, Fault::Unknown));
}

#[test]
fn nothing_goes_on_for_ever_or_grows_without_end() {
    for source in [
        "{% for a in range(10000) %}{% for b in range(10000) %}x{% endfor %}{% endfor %}",
        "{{ 'x' * 90000000 }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ] {
        let (_, _, fault) = refused(source);
        assert!(matches!(fault, Fault::TooMuch | Fault::Operation), "{source}: {fault:?}");
    }
}

#[test]
fn a_template_reaches_nothing_but_its_values() {
    for source in ["{% include 'x' %}", "{% import 'x' as y %}", "{% extends 'x' %}"] {
        assert_eq!(refused(source).2, Fault::Syntax, "{source}");
    }
    let said = text("{{ debug() }}").to_lowercase();
    for word in ["password", "hash", "digest", "token", "client_secret"] {
        assert!(!said.contains(word), "{word} in {said}");
    }
}

#[test]
fn no_template_can_call_a_value_safe() {
    let mut values = values(TemplateKind::Application);
    let About::Application(facts) = &mut values.about else { unreachable!() };
    facts.name = "<b>&".to_owned();
    let html = |source| part(TemplatePart::Html, source, &values);
    assert_eq!(html("{{ application.name|safe }}").unwrap_err().fault, Fault::UnknownFunction);
    for source in [
        "{{ application.name }}",
        "{% autoescape false %}{{ application.name }}{% endautoescape %}",
        "{% set x %}{{ application.name }}{% endset %}{{ x }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(application.name) }}",
        "{{ application.name|e }}",
    ] {
        assert_eq!(html(source).unwrap(), "&lt;b&gt;&amp;", "{source}");
    }
    assert!(
        html("{% autoescape false %}{% set x %}{{ application.name }}{% endset %}{{ x }}{% endautoescape %}")
            .is_ok_and(|said| !said.contains('<'))
    );
}

#[test]
fn nobodys_name_is_the_link() {
    let mut values = values(TemplateKind::Invitation);
    values.recipient.first_name = LINK.to_owned();
    let said = part(TemplatePart::Text, "{{ recipient.first_name }} {{ link }}", &values).unwrap();
    assert_eq!(said, "{{ link }} {{link}}");
}

proptest! {
    /// Whatever others write into names: no tag, attribute or line begins in one, in any shipped template.
    #[test]
    fn nothing_in_a_name_is_markup_or_a_line(name in any::<String>(), index in 0..SHIPPED.len()) {
        let shipped = SHIPPED[index];
        let said_with = |name: &str| {
            let mut values = values(shipped.kind);
            values.recipient.first_name = name.to_owned();
            if let About::Application(facts) | About::Secret(facts, _) | About::Network(facts, _) = &mut values.about {
                facts.name = name.to_owned();
                facts.organization = name.to_owned();
                facts.customer = Some(name.to_owned());
            }
            if let About::SignIn(facts) = &mut values.about {
                facts.browser = name.to_owned();
            }
            render(&shipped.words(Language::En), &values, &manner()).unwrap()
        };
        let (said, plain) = (said_with(&name), said_with("x"));
        prop_assert!(!said.subject.contains(char::is_control));
        prop_assert_eq!(said.text.lines().count(), plain.text.lines().count());
        for special in ['<', '>', '"', '\''] {
            prop_assert_eq!(said.html.matches(special).count(), plain.html.matches(special).count());
        }
        // Every ampersand begins one of the references that escaping makes.
        for reference in said.html.split('&').skip(1) {
            let known = ["amp;", "lt;", "gt;", "quot;", "#x27;"];
            prop_assert!(known.iter().any(|known| reference.starts_with(known)), "&{}", reference);
        }
    }
}
