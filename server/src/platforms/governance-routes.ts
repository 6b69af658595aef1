import { mount } from '../runtime/module.ts';
import { actContract } from './act-contract.ts';
import { adoptCharter, proposeCharter, withdrawCharter } from './adopt-charter.ts';
import { budgetContract } from './budget-contract.ts';
import { charterContract } from './charter-contract.ts';
import { closeMotion, withdrawMotion } from './close-motion.ts';
import { endSeat, giveSeat } from './give-seat.ts';
import {
  callMeeting,
  closeMeeting,
  listMeetings,
  readMeeting,
  recordAttendance,
} from './hold-meeting.ts';
import { makeAct } from './make-act.ts';
import { downloadMeetingCalendar } from './meeting-calendar.ts';
import { downloadMinutes } from './minutes-file.ts';
import { motionContract } from './motion-contract.ts';
import { callOffMeeting, moveMeeting } from './move-meeting.ts';
import { proposeBudget } from './propose-budget.ts';
import { raiseMotion } from './raise-motion.ts';
import { settleAct } from './settle-act.ts';
import { exportActs, listActs, readAct, readMandates } from './show-act.ts';
import { exportBudget, readBudget } from './show-budget.ts';
import { listSeats, readCharters } from './show-charter.ts';
import { listDecisionsToTake, listMotions, readMotion } from './show-motion.ts';
import { castVote, recuseSeat } from './vote-on-motion.ts';

export const governanceRoutes = [
  ...mount(charterContract, {
    readCharters,
    proposeCharter,
    adoptCharter,
    withdrawCharter,
    listSeats,
    giveSeat,
    endSeat,
  }),
  ...mount(actContract, { readMandates, listActs, exportActs, makeAct, readAct, settleAct }),
  ...mount(motionContract, {
    listMotions,
    raiseMotion,
    readMotion,
    castVote,
    recuseSeat,
    closeMotion,
    withdrawMotion,

    listMeetings,
    callMeeting,
    moveMeeting,
    callOffMeeting,
    downloadMeetingCalendar,
    readMeeting,
    recordAttendance,
    closeMeeting,
    downloadMinutes,

    listDecisionsToTake,
  }),
  ...mount(budgetContract, { readBudget, exportBudget, proposeBudget }),
];
