//! The filter of one column, as its kind asks for.

use super::{column::Choice, time_filter::TimeFilter};
use crate::{
    parts::{ButtonKind, Icon, Menu},
    text::{self, text},
};
use leptos::prelude::*;
use model::{Asked, Asks, GridField, NAME_MAX_LENGTH, TextOperator};

/// The filter; nothing where there is nothing to choose.
#[component]
pub fn FilterControl<F: GridField>(
    /// The column.
    field: F,
    /// Its name.
    label: &'static str,
    /// What can be chosen where one of several is asked for.
    choices: Vec<Choice>,
    /// What is asked when the control is made.
    asked: Option<Asked>,
) -> impl IntoView {
    let name = field.parameter();
    match field.asks() {
        Asks::Nothing => ().into_any(),
        Asks::Text => {
            let (operator, text) = match asked {
                Some(Asked::Text(operator, text)) => (operator, text),
                _ => Default::default(),
            };
            view! { <TextFilter name label operator text/> }.into_any()
        }
        Asks::Either(yes, no) => {
            let chosen = match asked {
                Some(Asked::Is(true)) => yes,
                Some(Asked::Is(false)) => no,
                _ => "",
            };
            view! { <EitherFilter name label choices chosen/> }.into_any()
        }
        Asks::Ids | Asks::Words(_) if choices.len() < 2 => ().into_any(),
        Asks::Ids | Asks::Words(_) => {
            let chosen = match asked {
                Some(Asked::AnyOf(ids)) => ids.iter().map(ToString::to_string).collect(),
                Some(Asked::Words(words)) => words,
                _ => Vec::new(),
            };
            view! { <ChoiceFilter name label choices chosen/> }.into_any()
        }
        Asks::Time => {
            let asked = match asked {
                Some(Asked::Time(time)) => Some(time),
                _ => None,
            };
            view! { <TimeFilter name label asked/> }.into_any()
        }
    }
}

#[component]
fn TextFilter(
    name: &'static str,
    label: &'static str,
    operator: TextOperator,
    text: String,
) -> impl IntoView {
    let operators = TextOperator::ALL
        .map(|one| {
            view! {
                <option value=one.as_str() selected={one == operator}>{text::text_operator(one)}</option>
            }
        })
        .collect_view();
    let id = format!("filter-{name}");
    view! {
        <div class="filter">
            <label for=id.clone()>{label}</label>
            <div>
                <select name=format!("{name}_operator") aria-label=text!(grid.operator, label = label).to_string()>
                    {operators}
                </select>
                <input
                    id=id
                    name=name
                    type="search"
                    maxlength=NAME_MAX_LENGTH.to_string()
                    autocomplete="off"
                    value=text
                />
            </div>
        </div>
    }
}

/// Yes, no or any. What is not asked of is named after the column.
#[component]
fn EitherFilter(
    name: &'static str,
    label: &'static str,
    choices: Vec<Choice>,
    chosen: &'static str,
) -> impl IntoView {
    let options = choices
        .into_iter()
        .map(|choice| {
            view! { <option value=choice.value.clone() selected={choice.value == chosen}>{choice.label}</option> }
        })
        .collect_view();
    let id = format!("filter-{name}");
    view! {
        <div class="filter">
            <label for=id.clone()>{label}</label>
            <select id=id name=name>
                <option value="">{text!(grid.any)}</option>
                {options}
            </select>
        </div>
    }
}

/// Any of several.
#[component]
fn ChoiceFilter(
    name: &'static str,
    label: &'static str,
    choices: Vec<Choice>,
    chosen: Vec<String>,
) -> impl IntoView {
    // Counted as boxes are ticked, for the button covers them.
    let count = RwSignal::new(chosen.len());
    let summary = move || match count.get() {
        0 => text!(grid.any).to_owned(),
        count => text!(grid.some, count = count).to_string(),
    };
    let button = view! {
        <span>{summary}</span>
        <Icon name="chevron-down"/>
    };
    let checks = choices
        .into_iter()
        .map(|choice| {
            let checked = chosen.contains(&choice.value);
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        name=name
                        value=choice.value
                        checked=checked
                        on:change=move |event| {
                            let ticked = event_target_checked(&event);
                            count.update(|count| *count = if ticked { *count + 1 } else { count.saturating_sub(1) });
                        }
                    />
                    <span>{choice.label}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div class="filter">
            <span class="label" aria-hidden="true">{label}</span>
            <Menu id=format!("filter-{name}") kind=ButtonKind::Secondary button=button.into_any() label>
                <div class="checks">{checks}</div>
            </Menu>
        </div>
    }
}
