use super::*;

#[test]
fn the_parts_of_a_text_are_no_words_of_the_index() {
    assert_eq!(grams("a\"b OR"), r#""a""b" AND """b " AND "b O" AND " OR""#);
    assert_eq!(grams(&"x".repeat(100)).matches("AND").count(), GRAMS_MAX - 1);
}

#[test]
fn only_what_has_to_be_there_makes_a_list_short() {
    let asked = |operator, text: &str| positive(&Condition::Text(operator, text.into()));
    assert_eq!(asked(TextOperator::Contains, "ÄPF"), Some("äpf".into()));
    assert_eq!(asked(TextOperator::EndsWith, "xyz"), Some("xyz".into()));
    assert_eq!(asked(TextOperator::NotContains, "xyz"), None);
    assert_eq!(asked(TextOperator::Contains, "äp"), None);
    assert_eq!(asked(TextOperator::Contains, "a\0bc"), None);
    assert_eq!(positive(&Condition::Is(true)), None);
}

#[test]
fn what_is_in_an_or_or_a_not_does_not_have_to_be_there() {
    let field = |name: &'static str| Filter::Field(name, Condition::Is(true));
    let filter = Filter::And(vec![
        Filter::Or(vec![Filter::And(vec![field("a"), field("b")])]),
        Filter::Or(vec![field("c"), field("d")]),
        Filter::Not(Box::new(field("e"))),
    ]);
    let names = conjuncts(&filter).into_iter().filter_map(|one| match one {
        Filter::Field(name, _) => Some(*name),
        _ => None,
    });
    assert_eq!(names.collect::<Vec<_>>(), ["a", "b"]);
    assert!(conjuncts(&Filter::<&str>::everything()).is_empty());
}
