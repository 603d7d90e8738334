//! A chart of stacked bars, drawn on the server: what stands in it is told apart by its pattern as well as by its colour, and
//! said in one sentence to those who do not see it.
//!
//! The drawing is stretched to the width of the page, so there are no words in it; they stand around it.

use super::words::when;
use crate::text::{number, text};
use leptos::prelude::*;
use model::{ActivitySpan, Timestamp};

/// How wide a bucket is in the drawing, and how wide its bar.
const STEP: usize = 200;
const BAR: usize = 140;
/// How high the drawing is.
const HEIGHT: u64 = 1_200;
/// How high at least what happened at all is drawn.
const LEAST: u64 = 30;

/// What is stacked in the same order in each bar.
pub struct Series {
    /// What it is.
    pub label: &'static str,
    /// How it looks.
    pub fill: Fill,
    /// Its height in each bar.
    pub values: Vec<u64>,
}

/// How something is told apart from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// A full area.
    Solid,
    /// Stripes that rise.
    Stripes,
    /// Dots.
    Dots,
}

impl Fill {
    const fn class(self) -> &'static str {
        match self {
            Self::Solid => "chart-solid",
            Self::Stripes => "chart-stripes",
            Self::Dots => "chart-dots",
        }
    }

    /// The value of `fill`, where that is no plain colour.
    fn pattern(self, chart: &str) -> Option<String> {
        (self != Self::Solid).then(|| format!("url(#{chart}-{})", self.class()))
    }
}

/// The chart.
#[component]
pub fn Chart(
    /// What its own ids begin with.
    id: &'static str,
    /// What it shows.
    title: &'static str,
    /// Of how long a time.
    span: ActivitySpan,
    /// When each bar begins.
    starts: Vec<Timestamp>,
    /// What is in it, the lowest first.
    series: Vec<Series>,
) -> impl IntoView {
    let sums: Vec<u64> =
        (0..starts.len()).map(|place| series.iter().filter_map(|one| one.values.get(place)).sum()).collect();
    let highest = sums.iter().copied().max().unwrap_or_default();
    let top = rounded_up(highest);
    let summary = summary(title, span, &series, highest);
    let legend = series.iter().map(|one| entry(id, one)).collect_view();
    let bars = bars(id, &series, starts.len(), top);
    let view_box = format!("0 0 {} {HEIGHT}", starts.len() * STEP);
    let first = starts.first().map(|at| when(span, *at));
    let last = starts.last().map(|at| when(span, *at));
    view! {
        <figure class="chart">
            <figcaption>
                <span class="chart-title">{title}</span>
                <ul class="chart-legend">{legend}</ul>
            </figcaption>
            <div class="chart-plot">
                <div class="chart-scale" aria-hidden="true">
                    <span>{number(top)}</span>
                    <span>{number(top / 2)}</span>
                    <span>"0"</span>
                </div>
                <svg role="img" aria-label=summary viewBox=view_box preserveAspectRatio="none">
                    <defs>
                        <Stripes id=format!("{id}-chart-stripes")/>
                        <Dots id=format!("{id}-chart-dots")/>
                    </defs>
                    <path class="chart-lines" d=lines(starts.len())></path>
                    {bars}
                </svg>
            </div>
            <div class="chart-ends"><span>{first}</span><span>{last}</span></div>
        </figure>
    }
}

/// A line at the top, in the middle and at the bottom.
fn lines(buckets: usize) -> String {
    let width = buckets * STEP;
    [4, HEIGHT / 2, HEIGHT - 4].map(|y| format!("M0 {y}H{width}")).concat()
}

fn bars(id: &'static str, series: &[Series], buckets: usize, top: u64) -> impl IntoView + use<> {
    let mut drawn = Vec::new();
    for place in 0..buckets {
        let mut floor = HEIGHT;
        for one in series {
            let value = one.values.get(place).copied().unwrap_or_default();
            if value == 0 {
                continue;
            }
            let height = (value.saturating_mul(HEIGHT) / top).max(LEAST).min(floor);
            floor -= height;
            let x = place * STEP + (STEP - BAR) / 2;
            drawn.push(view! {
                <rect
                    class=one.fill.class()
                    fill=one.fill.pattern(id)
                    x=x.to_string()
                    y=floor.to_string()
                    width=BAR.to_string()
                    height=height.to_string()
                ></rect>
            });
        }
    }
    drawn.collect_view()
}

/// What a pattern means, and how much there is of it.
fn entry(id: &'static str, series: &Series) -> impl IntoView + use<> {
    let total: u64 = series.values.iter().sum();
    view! {
        <li>
            <svg class="chart-sample" aria-hidden="true" focusable="false" viewBox="0 0 100 100">
                <rect class=series.fill.class() fill=series.fill.pattern(id) width="100" height="100"></rect>
            </svg>
            <span>{series.label}</span>
            <span class="chart-total">{number(total)}</span>
        </li>
    }
}

#[component]
fn Stripes(id: String) -> impl IntoView {
    view! {
        <pattern id=id width="40" height="60" patternUnits="userSpaceOnUse">
            <rect class="chart-ground" width="40" height="60"></rect>
            <path class="chart-line" d="M-10 15L10 -15M0 60L40 0M30 75L50 45"></path>
        </pattern>
    }
}

#[component]
fn Dots(id: String) -> impl IntoView {
    view! {
        <pattern id=id width="36" height="50" patternUnits="userSpaceOnUse">
            <rect class="chart-ground" width="36" height="50"></rect>
            <ellipse class="chart-dot" cx="18" cy="25" rx="11" ry="15"></ellipse>
        </pattern>
    }
}

fn summary(title: &str, span: ActivitySpan, series: &[Series], highest: u64) -> String {
    let time = match span {
        ActivitySpan::Day => text!(activity.summary_day),
        ActivitySpan::Month => text!(activity.summary_month),
    };
    let parts = series.iter().map(|one| {
        let total: u64 = one.values.iter().sum();
        text!(activity.summary_part, label = one.label, number = number(total)).to_string()
    });
    let peak = text!(activity.peak, number = number(highest)).to_string();
    let parts: Vec<_> =
        [format!("{title}."), time.to_owned()].into_iter().chain(parts).chain([peak]).collect();
    parts.join(" ")
}

/// The next number that is easy to halve: 2, 4, 10, 20, 40, 100 and so on.
fn rounded_up(highest: u64) -> u64 {
    let mut power = 1u64;
    loop {
        for step in [2, 4, 10] {
            let top = power.saturating_mul(step);
            if top >= highest {
                return top;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_end_at_numbers_that_are_easy_to_halve() {
        let tops = [0, 1, 2, 3, 4, 5, 10, 11, 39, 41, 101, 3_999].map(rounded_up);
        assert_eq!(tops, [2, 2, 2, 4, 4, 10, 10, 20, 40, 100, 200, 4_000]);
        assert!(rounded_up(u64::MAX) == u64::MAX);
    }
}
