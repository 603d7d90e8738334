//! What can stand in a template, beside its editor.

use crate::text::text;
use leptos::prelude::*;
use model::{TemplateKind, TemplateVariable};

const ASKING: &str = "{% if owner %}…{% else %}…{% endif %}";
const DAY: &str = "{{ when.date }}";
const REPEATING: &str = "{% for url in application.redirect_urls %}…{% endfor %}";

/// The variables of a kind, with what they mean, and how a template asks and repeats.
#[component]
pub fn Variables(
    /// What the template speaks of.
    kind: TemplateKind,
) -> impl IntoView {
    let rows = kind.variables().map(|variable| {
        let optional = variable.optional.then(|| text!(templates.optional));
        view! {
            <tr>
                <td>
                    <code>{format!("{{{{ {} }}}}", variable.name)}</code>
                </td>
                <td>
                    {meaning(variable)}
                    {optional.map(|optional| view! { <span class="muted">" "{optional}</span> })}
                </td>
            </tr>
        }
    });
    view! {
        <section class="variables">
            <h2 id="variables-title">{text!(templates.variables)}</h2>
            <p class="hint">{text!(templates.variables_hint)}</p>
            <ul class="hint">
                {written(ASKING, text!(templates.hint_if))}
                {written(DAY, text!(templates.hint_date))}
                {written(REPEATING, text!(templates.hint_for))}
            </ul>
            <div class="table-frame" tabindex="0" role="region" aria-labelledby="variables-title">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{text!(templates.variable)}</th>
                            <th scope="col">{text!(templates.meaning)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

/// How it is written, and what for.
fn written(code: &'static str, hint: &'static str) -> impl IntoView {
    view! {
        <li>
            <code>{code}</code>
            " "
            {hint}
        </li>
    }
}

/// What a variable means; nothing if nobody wrote it, which the test does not let pass.
fn meaning(variable: TemplateVariable) -> &'static str {
    match variable.name {
        "recipient.full_name" => text!(variables.recipient_full_name),
        "owner.full_name" => text!(variables.owner_full_name),
        "actor.full_name" => text!(variables.actor_full_name),
        name if name.ends_with(".first_name") => text!(variables.first_name),
        name if name.ends_with(".last_name") => text!(variables.last_name),
        name if name.rsplit('.').next() == Some("email") => text!(variables.email),
        "recipient.is_owner" => text!(variables.recipient_is_owner),
        "recipient.language" => text!(variables.recipient_language),
        "when" => text!(variables.when),
        "url" => text!(variables.url),
        "application.name" => text!(variables.application_name),
        "application.client_id" => text!(variables.application_client_id),
        "application.active" => text!(variables.application_active),
        "application.apis" => text!(variables.application_apis),
        "application.grant" => text!(variables.application_grant),
        "application.redirect_urls" => text!(variables.application_redirect_urls),
        "application.confidential" => text!(variables.application_confidential),
        "application.skip_consent" => text!(variables.application_skip_consent),
        "application.created_at" => text!(variables.application_created_at),
        "application.last_used_at" => text!(variables.application_last_used_at),
        "application.url" => text!(variables.application_url),
        "organization.name" => text!(variables.organization_name),
        "customer.name" => text!(variables.customer_name),
        "secret.hint" => text!(variables.secret_hint),
        "secret.expires_at" => text!(variables.secret_expires_at),
        "secret.days_left" => text!(variables.secret_days_left),
        "secret.old_until" => text!(variables.secret_old_until),
        "network.address" | "sign_in.address" => text!(variables.address),
        "network.network" => text!(variables.network),
        "sign_in.browser" => text!(variables.browser),
        "second_factor.passkey" => text!(variables.passkey),
        "second_factor.codes_left" => text!(variables.codes_left),
        "until" => text!(variables.until),
        "link" => text!(variables.link),
        "items" => text!(variables.items),
        _ => "",
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn every_variable_is_explained() {
        for kind in TemplateKind::ALL {
            for variable in kind.variables() {
                assert!(!meaning(variable).is_empty(), "{} of {kind:?}", variable.name);
            }
        }
    }
}
