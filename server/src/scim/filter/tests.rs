//! What is read, what is refused, and that what was printed reads as the same tree.

use super::*;
use proptest::prelude::*;

fn read(text: &str) -> Result<Filter, String> {
    text.parse().map_err(|Unreadable(why)| why)
}

fn printed(text: &str) -> String {
    read(text).unwrap_or_else(|why| panic!("{text}: {why}")).to_string()
}

/// The examples of RFC 7644 §3.4.2.2.
const EXAMPLES: [&str; 16] = [
    r#"userName eq "bjensen""#,
    r#"name.familyName co "O'Malley""#,
    r#"userName sw "J""#,
    r#"urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J""#,
    "title pr",
    r#"meta.lastModified gt "2011-05-13T04:42:34Z""#,
    r#"meta.lastModified ge "2011-05-13T04:42:34Z""#,
    r#"meta.lastModified lt "2011-05-13T04:42:34Z""#,
    r#"meta.lastModified le "2011-05-13T04:42:34Z""#,
    r#"title pr and userType eq "Employee""#,
    r#"title pr or userType eq "Intern""#,
    r#"schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User""#,
    r#"userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")"#,
    r#"userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")"#,
    r#"userType eq "Employee" and emails[type eq "work" and value co "@example.com"]"#,
    r#"emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]"#,
];

#[test]
fn the_examples_of_the_standard_read_and_print_as_they_are() {
    for example in EXAMPLES {
        assert_eq!(printed(example), example);
    }
}

#[test]
fn operators_and_words_are_read_in_any_case() {
    assert_eq!(printed(r#"userName EQ "a" AND Not(active eq True) OR x PR"#), {
        r#"userName eq "a" and not (active eq true) or x pr"#
    });
    assert_eq!(printed("a eq -1.5e3 or  b gt 7 or c eq NULL"), "a eq -1.5e3 or b gt 7 or c eq null");
    assert_eq!(printed(r#"  ( ( a eq "\u00e4\"\\" ) )  "#), r#"a eq "ä\"\\""#);
}

#[test]
fn and_binds_closer_than_or() {
    let Ok(Filter::Or(some)) = read("a pr or b pr and c pr") else { panic!("an or") };
    assert!(matches!(some.as_slice(), [Filter::Present(_), Filter::And(both)] if both.len() == 2));
    assert!(matches!(read("not (a pr) and b pr"), Ok(Filter::And(_))));
}

#[test]
fn a_schema_has_dots_and_colons_in_it() {
    let attribute = Attribute::read("urn:ietf:params:scim:schemas:core:2.0:User:name.givenName").unwrap();
    assert_eq!(attribute.schema.as_deref(), Some("urn:ietf:params:scim:schemas:core:2.0:User"));
    assert_eq!(attribute.key(), "name.givenname");
    for bad in ["", "1a", "a.", ".a", "a.b.c", "x:a", "urn::", "a b", "a\0", "ä", "a:b", "urn:"] {
        assert_eq!(Attribute::read(bad), None, "{bad}");
    }
}

#[test]
fn what_is_no_filter_is_refused_with_its_place() {
    for (bad, why) in [
        ("", "The name of an attribute is expected at character 1."),
        ("a", "A space is expected at character 2."),
        ("a xx 1", "An operator is expected at character 3."),
        ("a eq", "A text in double quotes, a number, true, false or null is expected at character 5."),
        ("a eq b", "A text in double quotes, a number, true, false or null is expected at character 6."),
        ("a eq 01", "A text in double quotes, a number, true, false or null is expected at character 6."),
        ("a eq \"x", "A text that ends with a double quote is expected at character 6."),
        ("a eq \"\\x\"", "A text as JSON writes it is expected at character 6."),
        ("(a pr", "“)” is expected at character 6."),
        ("a[b pr", "“]” is expected at character 7."),
        ("a[b[c pr]]", "A space is expected at character 4."),
        ("a pr)", "The end is expected at character 5."),
        ("a pr b pr", "The end is expected at character 6."),
        ("a pr and", "The name of an attribute is expected at character 9."),
        ("ä pr", "The name of an attribute is expected at character 1."),
    ] {
        assert_eq!(read(bad), Err(why.to_owned()), "{bad}");
    }
}

#[test]
fn length_depth_and_number_are_bounded() {
    let nested = |depth| format!("{}a pr{}", "(".repeat(depth), ")".repeat(depth));
    assert!(read(&nested(DEPTH_MAX)).is_ok());
    assert_eq!(read(&nested(DEPTH_MAX + 1)), Err("It must not nest deeper than 16.".to_owned()));
    assert!(read(&"(".repeat(LENGTH_MAX)).is_err() && read(&"not(".repeat(1_000)).is_err());
    let many = |terms| vec!["a pr"; terms].join(" or ");
    assert!(read(&many(TERMS_MAX)).is_ok());
    assert_eq!(read(&many(TERMS_MAX + 1)), Err("It must not have more than 100 comparisons.".to_owned()));
    let long = format!("a eq \"{}\"", "x".repeat(LENGTH_MAX));
    assert_eq!(read(&long), Err("It must have 4096 bytes or less.".to_owned()));
}

#[test]
fn paths_of_patch_operations() {
    let path = |text: &str| text.parse::<PatchPath>();
    for text in ["members", "name.familyName", r#"emails[type eq "work"].value"#, r#"members[value eq "1"]"#]
    {
        assert_eq!(path(text).unwrap().to_string(), text);
    }
    let work = path(r#"emails[type eq "work"].value"#).unwrap();
    assert_eq!(work.attribute.key(), "emails.value");
    assert!(work.filter.is_some());
    for bad in ["", "a[", "a[]", "a[b pr].", "a.b[c pr]", "a b", "a[b pr]c"] {
        assert!(path(bad).is_err(), "{bad}");
    }
}

fn attributes() -> impl Strategy<Value = Attribute> {
    let name = "\\$?[a-zA-Z][a-zA-Z0-9_-]{0,6}";
    let schema = proptest::option::of("urn:[a-z]{1,4}:[a-z0-9.]{1,4}");
    (schema, name, proptest::option::of(name)).prop_map(|(schema, name, sub)| Attribute { schema, name, sub })
}

fn comparisons() -> impl Strategy<Value = Filter> {
    let literal = prop_oneof![
        Just(Literal::Null),
        any::<bool>().prop_map(Literal::Bool),
        any::<i64>().prop_map(|number| Literal::Number(number.to_string())),
        "\\PC{0,8}|[\"\\\\\n\u{0}\u{7f}]{0,4}".prop_map(Literal::Text),
    ];
    prop_oneof![
        attributes().prop_map(Filter::Present),
        (attributes(), proptest::sample::select(&Operator::ALL[..]), literal)
            .prop_map(|(attribute, operator, literal)| Filter::Compare(attribute, operator, literal)),
    ]
}

/// Trees of these leaves, within the limits.
fn trees(leaves: impl Strategy<Value = Filter> + 'static) -> impl Strategy<Value = Filter> {
    leaves.prop_recursive(3, 12, 3, |inner| {
        let some = || proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            some().prop_map(Filter::And),
            some().prop_map(Filter::Or),
            inner.clone().prop_map(|one| Filter::Not(Box::new(one))),
        ]
    })
}

fn filters() -> impl Strategy<Value = Filter> {
    let values = (attributes(), trees(comparisons()));
    let values = values.prop_map(|(attribute, filter)| Filter::Values(attribute, Box::new(filter)));
    trees(prop_oneof![3 => comparisons(), 1 => values])
}

proptest! {
    #[test]
    fn a_printed_filter_reads_as_the_same_tree(filter in filters()) {
        let text = filter.to_string();
        prop_assume!(text.len() <= LENGTH_MAX);
        match text.parse::<Filter>() {
            Ok(read) => prop_assert_eq!(read, filter),
            Err(Unreadable(why)) => prop_assert!(why.contains("more than"), "{}: {}", text, why),
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "([a-c(). \\[\\]\"\\\\:]|eq|not|and|or|pr|\\PC){0,40}") {
        if let Ok(filter) = text.parse::<Filter>() {
            let again = filter.to_string().parse::<Filter>();
            prop_assert_eq!(again, Ok(filter));
        }
    }
}
