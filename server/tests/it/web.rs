//! Pages, server functions and web files, as browsers meet them.

mod cookies;
mod csrf;
mod files;
mod headers;
mod language;
mod large_lists;
mod limits;
mod metrics;
mod outage;
mod pages;
mod passwords;
mod people;
mod request_id;
mod rpc;
mod second_factors;
mod without_scripts;
