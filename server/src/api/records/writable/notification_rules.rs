//! Notification rules are made, changed and deleted by whoever may do so in *Notification Rules*.

use super::{
    super::{
        super::kind::{EMAIL_TEMPLATES, ROLES, USERS},
        member::{Member, Takes},
        notification_rules::NotificationRules,
    },
    Deletable, Writable,
};
use domain::{Actor, Error, Office};
use model::{Invalid, NotificationRule, PersonRef, Problem, RuleForm, RuleId, UserId};
use uuid::Uuid;

impl Writable for NotificationRules {
    type Form = RuleForm;
    const MEMBERS: &'static [Member<RuleForm>] = &[
        Member::new("name", Takes::Text(|form| &mut form.name)),
        Member::new("event", Takes::Text(|form| &mut form.event)),
        Member::new("side", Takes::TextOrNull(|form| &mut form.side)),
        Member::new("enabled", Takes::Flag(|form| &mut form.enabled)),
        Member::new("toOwner", Takes::Flag(|form| &mut form.to_owner)),
        Member::new("toManager", Takes::Flag(|form| &mut form.to_manager)),
        Member::new("addresses", Takes::Lines(|form| &mut form.addresses)),
        Member::new("template", Takes::One(&EMAIL_TEMPLATES, |form| &mut form.template)),
        // The form holds addresses or names; here ids come in, which `with_users` replaces.
        Member::new("users", Takes::Many(&USERS, |form| &mut form.users)),
        Member::new("roles", Takes::Many(&ROLES, |form| &mut form.roles)),
    ];
    const SWITCHED: bool = false;

    fn blank(_: &Actor) -> RuleForm {
        RuleForm::new()
    }

    fn form(row: &NotificationRule) -> RuleForm {
        RuleForm::of(row)
    }

    async fn create(office: &Office, actor: &Actor, form: RuleForm) -> domain::Result<NotificationRule> {
        // Before anybody is looked up for who may not add rules.
        if !actor.may_create_rule() {
            return Err(Error::Forbidden);
        }
        let form = with_users(office, actor, &[], form).await?;
        office.create_notification_rule(actor, &form).await
    }

    async fn change(
        office: &Office,
        actor: &Actor,
        row: &NotificationRule,
        form: RuleForm,
    ) -> domain::Result<NotificationRule> {
        let form = with_users(office, actor, &row.users, form).await?;
        office.change_notification_rule(actor, row.id, &form).await
    }

    /// Whether it is enabled is typed with the rest.
    async fn switch(
        _: &Office,
        _: &Actor,
        _: &NotificationRule,
        _: bool,
    ) -> domain::Result<NotificationRule> {
        Err(Error::Forbidden)
    }
}

impl Deletable for NotificationRules {
    async fn delete(office: &Office, actor: &Actor, id: RuleId) -> domain::Result<()> {
        office.delete_notification_rule(actor, id).await
    }
}

/// The form with the addresses of people in the place of their ids. Whom the rule names already stays, whoever may see them.
async fn with_users(
    office: &Office,
    actor: &Actor,
    before: &[PersonRef],
    mut form: RuleForm,
) -> domain::Result<RuleForm> {
    for user in &mut form.users {
        let Ok(id) = user.parse::<Uuid>().map(UserId) else { continue };
        *user = match before.iter().find(|known| known.id == id) {
            Some(known) => known.email.clone(),
            None => match office.find_user(actor, id).await {
                Ok(found) => found.email,
                Err(Error::NotFound) => return Err(Invalid::one("users", Problem::UnknownPerson).into()),
                Err(error) => return Err(error),
            },
        };
    }
    Ok(form)
}
