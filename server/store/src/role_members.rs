//! Who has which role, for lists of roles.

use crate::{
    Database, Result,
    list::{Reach, wanted},
    user_list::Users,
};
use model::{Filter, RoleId, UserField, UserId};
use sea_query::{Expr, ExprTrait, JoinType, Order, Query};

/// A person who has a role.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct MemberRow {
    /// The role.
    pub role_id: RoleId,
    /// The person.
    pub user_id: UserId,
    /// Their first name.
    pub first_name: String,
    /// Their last name.
    pub last_name: String,
    /// Primary e-mail address.
    pub email: String,
}

impl Database {
    /// The people of this reach, among those the filter selects, who have these roles; by role, then by name; so many at most.
    pub async fn members_of_roles(
        &self,
        roles: &[RoleId],
        reach: &Filter<Reach>,
        filter: &Filter<UserField>,
        limit: u64,
    ) -> Result<Vec<MemberRow>> {
        let mut select = Query::select();
        select
            .column(("ur", "role_id"))
            .expr_as(Expr::col(("u", "id")), "user_id")
            .columns(["first_name", "last_name", "email"].map(|column| ("u", column)))
            .from_as("users", "u")
            .join_as(
                JoinType::InnerJoin,
                "user_roles",
                "ur",
                Expr::col(("ur", "user_id")).equals(("u", "id")),
            )
            .and_where(Expr::col(("ur", "role_id")).is_in(roles.iter().map(|role| role.0)))
            .cond_where(wanted::<Users>(reach, filter))
            .order_by(("ur", "role_id"), Order::Asc)
            .order_by(("u", "name_folded"), Order::Asc)
            .order_by(("u", "id"), Order::Asc)
            .limit(limit);
        self.rows(&select).await
    }
}
