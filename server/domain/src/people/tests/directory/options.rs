//! What forms and filters offer.

use super::*;
use model::UserOptions;

fn names(options: &UserOptions) -> (Vec<&str>, Vec<&str>, Vec<&str>) {
    (
        options.organizations.iter().map(|one| one.name.as_str()).collect(),
        options.roles.iter().map(|one| one.name.as_str()).collect(),
        options.customers.iter().map(|one| one.name.as_str()).collect(),
    )
}

store::on_both_engines! {
    async fn a_form_offers_what_the_actor_may_choose(db: TestDatabase) {
        let town = Town::on(db).await;
        let contoso = town.add_customer("Contoso", town.globex).await;
        let all = ["Administrator", "Customer User Manager", "Organization Administrator", "User"];
        let customer_roles = vec!["Customer Administrator", "Customer User"];
        let options = async |actor, side, customer| town.office.user_form_options(actor, side, customer).await.unwrap();
        assert_eq!(names(&options(&town.admin, Side::BackOffice, None).await), (vec!["Acme", "Globex"], all.to_vec(), vec![]));
        let local = town.test.actor(ADMIN, "Globex").await;
        assert_eq!(names(&options(&local, Side::BackOffice, None).await), (vec![], all.to_vec(), vec![]));
        assert_eq!(names(&options(&town.gwen, Side::BackOffice, None).await), (vec![], all[1..].to_vec(), vec![]));
        assert_eq!(names(&options(&town.admin, Side::Customer, None).await), (vec![], customer_roles.clone(), vec!["Contoso", "Northwind"]));
        assert_eq!(names(&options(&town.admin, Side::Customer, Some(contoso)).await).2, ["Contoso"]);
        assert_eq!(names(&options(&town.gwen, Side::Customer, None).await).2, ["Contoso"]);
        let (maria, amanda) = (town.actor(MARIA).await, town.actor(AMANDA).await);
        assert_eq!(names(&options(&maria, Side::Customer, Some(contoso)).await).2, [""; 0]);
        let hers = options(&amanda, Side::Customer, None).await;
        assert_eq!((names(&hers), hers.may_invite), ((vec![], customer_roles, vec!["Northwind"]), true));
        assert_eq!(UserForm::new(&hers).customer, town.customer("Northwind").await.to_string());
        for (email, side) in [(JOHN, Side::BackOffice), (BRIAN, Side::Customer), (AMANDA, Side::BackOffice), (MARIA, Side::BackOffice)] {
            assert_refused!(town.office.user_form_options(&town.actor(email).await, side, None).await, Error::Forbidden);
            assert!(!town.actor(email).await.may_create_user(side));
        }
        assert!(amanda.may_create_user(Side::Customer) && town.gwen.may_create_user(Side::BackOffice));
    }

    async fn the_form_of_somebody_offers_what_can_be_changed(db: TestDatabase) {
        let town = Town::on(db).await;
        let brian = town.id(BRIAN).await;
        let options = town.office.user_form_options_of(&town.admin, brian).await.unwrap();
        assert_eq!((names(&options).2, options.may_invite), (vec!["Northwind"], false));
        assert_refused!(town.office.user_form_options_of(&town.gwen, town.admin.viewer.id).await, Error::Forbidden);
        assert_refused!(town.office.user_form_options_of(&town.gwen, brian).await, Error::NotFound);
        let filters = town.office.user_filter_options(&town.admin, Side::BackOffice).await.unwrap();
        assert_eq!((names(&filters).0, names(&filters).1.len()), (vec!["Acme", "Globex"], 4));
        let filters = town.office.user_filter_options(&town.gwen, Side::BackOffice).await.unwrap();
        assert_eq!((names(&filters).0, names(&filters).1.len()), (vec![], 4));
        assert_refused!(town.office.user_filter_options(&town.actor(JOHN).await, Side::BackOffice).await, Error::Forbidden);
    }
}
