/**
 * Which steps of a platform's history a reader is shown: what a page shows to everyone is told to
 * everyone, how it is governed to insiders, and how it is evaluated by its round alone. Pure.
 */

/** What everyone can see of a platform all the same. */
export const publicSteps = [
  'platforms.platform_registered',
  'platforms.platform_edited',
  'platforms.charter_concluded',
] as const;

/** What its bodies do: for those who have to do with how it is governed. */
export const innerSteps = [
  'platforms.charter_proposed',
  'platforms.charter_adopted',
  'platforms.charter_withdrawn',
  'platforms.seat_given',
  'platforms.seat_ended',
  'platforms.meeting_called',
  'platforms.meeting_moved',
  'platforms.meeting_cancelled',
  'platforms.meeting_held',
  'platforms.attendance_recorded',
  'platforms.motion_raised',
  'platforms.motion_carried',
  'platforms.motion_defeated',
  'platforms.motion_lapsed',
  'platforms.motion_withdrawn',
  'platforms.vote_cast',
  'platforms.conflict_declared',
  'platforms.act_made',
  'platforms.act_routed',
  'platforms.act_approved',
  'platforms.act_rejected',
  'platforms.act_lapsed',
  'platforms.act_paid',
  'platforms.act_released',
  'platforms.budget_adopted',
] as const;
