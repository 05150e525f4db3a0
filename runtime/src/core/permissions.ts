/** What a person or a key may do, by verb; `read` and `ingest` are the two that change no invoice. */
export const PERMISSIONS = [
  'read',
  'ingest',
  'create',
  'edit',
  'submit',
  'approve',
  'issue',
  'send',
  'record_payment',
  'write_off',
  'dispute',
  'collections',
  'void',
  'webhooks',
  'mappings',
  'rules',
  'audit',
  'admin',
] as const;

/** One permission. */
export type Permission = (typeof PERMISSIONS)[number];

/** True for the name of a permission. */
export const isPermission = (text: string): text is Permission =>
  (PERMISSIONS as readonly string[]).includes(text);

/** The ready roles and what each may do. An organization adds its own beside them (`flow/roles/`). */
export const ROLES = {
  viewer: ['read'],
  revops: ['read', 'ingest', 'create', 'edit', 'submit', 'send', 'webhooks', 'mappings'],
  biller: ['read', 'create', 'edit', 'submit', 'issue', 'send', 'record_payment', 'dispute', 'collections'],
  finance_approver: ['read', 'approve'],
  finance: [
    'read',
    'create',
    'edit',
    'submit',
    'approve',
    'issue',
    'send',
    'record_payment',
    'write_off',
    'dispute',
    'collections',
    'void',
    'webhooks',
    'mappings',
    'rules',
    'audit',
  ],
  auditor: ['read', 'audit'],
  admin: [...PERMISSIONS],
} as const satisfies Record<string, readonly Permission[]>;

/** One ready role. */
export type Role = keyof typeof ROLES;

/** True for the name of a ready role. */
export const isReadyRole = (role: string): role is Role => Object.hasOwn(ROLES, role);

/** Whether somebody may see what products cost: who keeps the product master, and who writes the rules that ask for it. */
export const seesCosts = (permissions: ReadonlySet<Permission>): boolean =>
  permissions.has('admin') || permissions.has('rules');

/** Whether somebody may see what an invoice was judged by, its margin among it: who decides, and who may see costs. */
export const seesRoutingFacts = (permissions: ReadonlySet<Permission>): boolean =>
  permissions.has('approve') || seesCosts(permissions);

/** What only the ready role of administrators gives: a role that can be edited never makes an administrator. */
export const isOfOwnRoles = (permission: Permission): boolean => permission !== 'admin';

/** True where what somebody may do asks for a second factor: to approve or to administer. */
export function needsSecondFactor(permissions: readonly Permission[]): boolean {
  return permissions.includes('approve') || permissions.includes('admin');
}

/**
 * Every permission that a person's roles give, in the order of the list: those of ready roles, and those that roles of
 * the organization's own give. A role that does not exist gives none.
 */
export function permissionsOfRoles(roles: readonly string[], ofOwnRoles: readonly string[]): Permission[] {
  const granted = new Set<string>(ofOwnRoles.filter((name) => isPermission(name) && isOfOwnRoles(name)));
  for (const role of roles) {
    if (!isReadyRole(role)) continue;
    for (const permission of ROLES[role]) granted.add(permission);
  }
  return PERMISSIONS.filter((permission) => granted.has(permission));
}
