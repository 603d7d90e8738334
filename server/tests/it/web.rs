//! Pages, server functions and web files, as browsers meet them.

mod cookies;
mod csrf;
mod design;
mod files;
mod headers;
mod language;
mod large_lists;
mod limits;
mod live;
mod metrics;
mod outage;
mod pages;
mod passwords;
mod people;
mod request_id;
mod rpc;
mod search;
mod second_factors;
mod undo;
mod without_scripts;
