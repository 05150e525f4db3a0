/** Mappings are the organization's and not of one entity, so their times are told in none of the entities' zones. */
export const ZONE = 'UTC';
