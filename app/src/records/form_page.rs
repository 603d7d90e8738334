//! The page with the form of a record, for a new one and for a change.

use super::{missing::Missing, record::Record};
use crate::{
    AppError, Flash,
    parts::{
        ButtonKind, Failure, Form, FormError, LinkButton, Sent, SubmitButton, Toasts, lead_on, posted,
        use_form,
    },
    text::text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::Invalid;
use serde::{Serialize, de::DeserializeOwned};
use std::future::Future;

/// What is edited, and how.
pub trait Editor: Clone + Send + Sync + 'static {
    /// The form.
    type Form: Clone + Default + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// What it may offer.
    type Options: Clone + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// What comes of it.
    type Record: Record;

    /// The page's heading.
    fn title(&self) -> &'static str;

    /// Where cancelling leads.
    fn cancel(&self) -> String;

    /// What the form starts with, and what it may offer.
    fn load(&self) -> impl Future<Output = Result<(Self::Form, Self::Options), AppError>> + Send;

    /// The rules that can be applied before sending.
    fn check(&self, form: &Self::Form) -> Result<(), Invalid>;

    /// Creates or changes the record.
    fn send(&self, form: Self::Form) -> impl Future<Output = Result<Self::Record, AppError>> + Send;

    /// The fields.
    fn fields(&self, typed: Self::Form, options: Self::Options) -> AnyView;

    /// What stands below the form's buttons, and belongs to it.
    fn below(&self, options: Self::Options) -> Option<AnyView> {
        drop(options);
        None
    }
}

type Outcome<E> = Sent<<E as Editor>::Form, <E as Editor>::Record>;
type Loaded<E> = (<E as Editor>::Form, <E as Editor>::Options, Option<Outcome<E>>);

/// The page. It is left for the record's own page.
pub fn form_page<E: Editor>(editor: Result<E, AppError>) -> AnyView {
    let editor = match editor {
        Ok(editor) => editor,
        Err(error) => return view! { <Missing error=error.answered()/> }.into_any(),
    };
    let page = Resource::new(|| (), {
        let editor = editor.clone();
        move |()| {
            let editor = editor.clone();
            async move {
                let sent = posted(|form| editor.send(form)).await;
                if let Some(Sent { outcome: Ok(record), .. }) = &sent {
                    lead_on(Some(Flash::Saved), &record.page());
                }
                let (form, options) = editor.load().await?;
                Ok::<Loaded<E>, AppError>((form, options, sent))
            }
        }
    });
    let title = editor.title();
    let body = move || {
        let editor = editor.clone();
        Suspend::new(async move {
            match page.await {
                Ok((form, options, sent)) => record_form(editor, form, options, sent).into_any(),
                Err(error) => view! { <Failure error/> }.into_any(),
            }
        })
    };
    view! {
        <Title text=title/>
        <div class="page-head">
            <h1>{title}</h1>
        </div>
        <Suspense>{body}</Suspense>
    }
    .into_any()
}

fn record_form<E: Editor>(
    editor: E,
    initial: E::Form,
    options: E::Options,
    sent: Option<Outcome<E>>,
) -> impl IntoView {
    let toasts = Toasts::from_context();
    let navigate = use_navigate();
    let (check, call) = (editor.clone(), editor.clone());
    let form = use_form(
        initial,
        sent,
        move |form| check.check(form),
        move |form| {
            let editor = call.clone();
            async move { editor.send(form).await }
        },
        move |record: &E::Record| {
            toasts.done(Flash::Saved);
            navigate(&record.page(), NavigateOptions { replace: true, ..NavigateOptions::default() });
        },
    );
    let cancel = editor.cancel();
    view! {
        <section class="card record-form">
            <Form form>
                <FormError/>
                // Made here, where they find the form that they belong to.
                {editor.fields(form.typed(), options.clone())}
                <div class="form-actions">
                    <LinkButton kind=ButtonKind::Secondary href=cancel>{text!(common.cancel)}</LinkButton>
                    <SubmitButton>{text!(records.save)}</SubmitButton>
                </div>
                {editor.below(options)}
            </Form>
        </section>
    }
}
