//! `/customer-api`: the same machinery for customer users and their applications.

mod applications;
mod door;
mod people;
mod reading;

use super::support;
use crate::support::{ADMIN, PASSWORD, TestApp};
use domain::{NewUser, Sensitive};
use model::{CustomerForm, UserId};
use support::Caller;

/// The administrator of the customer Northwind.
const AMANDA: &str = "amanda.cole@example.com";
/// A user of the same customer, who may only do what everybody may.
const BRIAN: &str = "brian.fox@example.com";
/// The administrator of another customer of the same organization.
const STELLA: &str = "stella@example.com";

/// Adds the customer Contoso with its administrator, and says who that is.
async fn add_stella(app: &TestApp) -> UserId {
    let admin = app.actor(ADMIN).await;
    let form = CustomerForm { name: "Contoso".into(), ..CustomerForm::default() };
    let contoso = app.office.create_customer(&admin, &form).await.expect("a customer");
    let stella = NewUser {
        email: STELLA.into(),
        first_name: "Stella".into(),
        last_name: "Stone".into(),
        password: Some(Sensitive::new(PASSWORD)),
        roles: vec!["Customer Administrator".into()],
        customer: Some(contoso.id),
        ..NewUser::default()
    };
    app.office.create_user(&admin, stella).await.expect("a person")
}

/// The id of the role *Customer User*, as an administrator of a customer learns it.
async fn customer_user(amanda: &Caller<'_>) -> String {
    let roles = amanda.get("/customer-api/roles").await;
    let all = roles.data().as_array().expect("roles");
    let found =
        all.iter().find(|role| role["attributes"]["name"] == "Customer User").expect("the shipped role");
    found["id"].as_str().expect("an id").to_owned()
}
