//! The filter of a time: before or after a day, never, or not for so many days. What belongs to the chosen word is
//! shown by the style sheet, so that it works without scripts.

use crate::text::text;
use leptos::prelude::*;
use model::TimeAsked;

/// The filter.
#[component]
pub fn TimeFilter(
    /// Its name in the address.
    name: &'static str,
    /// The column's name.
    label: &'static str,
    /// What is asked when the control is made.
    asked: Option<TimeAsked>,
) -> impl IntoView {
    let chosen = asked.map(TimeAsked::as_str).unwrap_or_default();
    let value = |suffix: &str| {
        asked
            .and_then(TimeAsked::value)
            .filter(|(end, _)| *end == suffix)
            .map(|(_, value)| value)
            .unwrap_or_default()
    };
    let words = TimeAsked::WORDS
        .map(|word| view! { <option value=word selected={word == chosen}>{words_of(word)}</option> })
        .collect_view();
    let id = format!("filter-{name}");
    view! {
        <div class="filter time-filter">
            <label for=id.clone()>{label}</label>
            <div>
                <select id=id name=name>
                    <option value="">{text!(grid.any_time)}</option>
                    {words}
                </select>
                <input
                    class="day"
                    type="date"
                    name=format!("{name}_day")
                    value=value("day")
                    aria-label=text!(grid.day, label = label).to_string()
                />
                <input
                    class="days"
                    type="number"
                    min="1"
                    max="36500"
                    name=format!("{name}_days")
                    value=value("days")
                    aria-label=text!(grid.days, label = label).to_string()
                />
            </div>
        </div>
    }
}

fn words_of(word: &str) -> &'static str {
    match word {
        "before" => text!(grid.before),
        "after" => text!(grid.after),
        "never" => text!(grid.never),
        _ => text!(grid.unused),
    }
}
