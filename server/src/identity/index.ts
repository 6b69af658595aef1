/** What the process, the command line and sibling modules may call. */
export { authenticate } from './authenticate.ts';
export {
  createAdministrator,
  createPerson,
  grantMembership,
  grantOffice,
  type NewPerson,
  setPassword,
} from './create-person.ts';
export { accountByEmail, type PersonToTell, peopleToTell } from './people-to-tell.ts';
