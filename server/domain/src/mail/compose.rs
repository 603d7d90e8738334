//! From a template and what happened to a mail in somebody's language.

use super::{
    Mail,
    engine::{Composed, Words, render},
    moment::Manner,
    shipped::Shipped,
    values::{About, Named, Values},
};
use crate::{Office, Result, Sensitive};
use model::{Language, MailId, TemplateId, UserId, full_name};
use store::{AddresseeRow, TemplateTextRow, Transaction};

impl Office {
    /// What a template says. An organization's own words that cannot be rendered this time (which is looked at when they
    /// are saved, but not everything can be foreseen) never hold up the fact: `shipped` says it instead.
    pub(crate) async fn compose(
        &self,
        tx: &mut Transaction,
        template: Option<TemplateId>,
        shipped: Shipped,
        manner: &Manner,
        values: &Values,
    ) -> Result<Composed> {
        let language = manner.language;
        if let Some(id) = template
            && let Some(row) = tx.find_template(id).await?
        {
            let texts = tx.template_texts(id).await?;
            let base = row.shipped.as_deref().and_then(Shipped::find);
            if let Some(words) = words_in(language, &texts, base) {
                match render(&words, values, manner) {
                    Ok(composed) => return Ok(composed),
                    Err(fault) => {
                        tracing::error!(template = %row.name, ?fault, "a template cannot be rendered; the shipped words are sent");
                    }
                }
            }
        }
        Ok(say_shipped(shipped, values, manner))
    }

    /// Writes a mail to somebody about themself: their invitation, their password.
    pub(crate) async fn write_to_person(
        &self,
        tx: &mut Transaction,
        user: UserId,
        shipped: Shipped,
        about: About,
        link: Option<Sensitive>,
    ) -> Result<()> {
        self.write_to_person_as(tx, self.new_id(), user, shipped, about, link).await
    }

    /// The same, under an id that is known before: in the words of the organization the person is at home in, in their own
    /// language.
    pub(super) async fn write_to_person_as(
        &self,
        tx: &mut Transaction,
        id: MailId,
        user: UserId,
        shipped: Shipped,
        about: About,
        link: Option<Sensitive>,
    ) -> Result<()> {
        let Some(to) = tx.find_addressee(user).await? else { return Ok(()) };
        let organization = tx.mail_home(user).await?;
        let manner = Manner::new(to.language(), to.time_zone.as_deref());
        let values = Values {
            recipient: named(&to),
            is_owner: true,
            when: self.now(),
            url: self.settings().public_url.clone(),
            about,
        };
        let template = match organization {
            Some(organization) => tx.find_shipped_template(organization, shipped.key).await?,
            None => None,
        };
        let composed = self.compose(tx, template, shipped, &manner, &values).await?;
        let mail = Mail {
            organization,
            user: Some(to.id),
            language: manner.language,
            event: shipped.key,
            to_name: full_name(&to.first_name, &to.last_name),
            to_address: to.email,
            subject: composed.subject,
            text: composed.text,
            html: composed.html,
            held: false,
            link,
        };
        self.write_mail_as(tx, id, mail).await
    }
}

/// Somebody who is written to, as templates know them.
pub(crate) fn named(who: &AddresseeRow) -> Named {
    Named { first_name: who.first_name.clone(), last_name: who.last_name.clone(), email: who.email.clone() }
}

/// The words for a language: the organization's own in it, the shipped ones in it, the organization's own in English, or
/// any of its own.
pub(crate) fn words_in(
    language: Language,
    texts: &[TemplateTextRow],
    shipped: Option<Shipped>,
) -> Option<Words<'_>> {
    let own = |language| texts.iter().find(|text| text.language == language).map(words);
    own(language)
        .or_else(|| shipped.map(|shipped| shipped.words(language)))
        .or_else(|| own(Language::En))
        .or_else(|| texts.first().map(words))
}

fn words(row: &TemplateTextRow) -> Words<'_> {
    Words { subject: &row.subject, text: &row.text_body, html: &row.html_body }
}

/// The shipped words. Tests render each of them with everything that can be missing.
fn say_shipped(shipped: Shipped, values: &Values, manner: &Manner) -> Composed {
    render(&shipped.words(manner.language), values, manner).unwrap_or_else(|fault| {
        tracing::error!(template = shipped.key, ?fault, "a shipped template cannot be rendered");
        let name = shipped.name.to_owned();
        Composed { subject: name.clone(), text: name, html: String::new() }
    })
}
