//! SCIM 2.0 at `/scim/v2`, as identity providers meet it. Each test also says which mails went out.

mod bulk;
mod client;
mod clients;
mod creating;
mod discovery;
mod door;
mod grouping;
mod groups;
mod large;
mod listing;
mod patching;
mod removing;
mod replacing;
mod support;
