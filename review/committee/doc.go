// Package committee is the law of the 审判委员会 as a machine: who belongs to
// it, what may come before it, who may sit, speak and vote, when a question is
// decided, and what its papers may say. It has no clock and no store; every act
// bears its time, and Committee is what its acts make of it.
//
// The law, as package law cites it by the day (law.CommitteeRule):
//
//	composition  the president, vice-presidents and senior judges; an odd number
//	quorum       more than half of ALL members are present; the recused are not
//	majority     a question is decided by more than half of ALL members of the
//	             body, not of those present: with 11 members, 6 present may meet,
//	             and decide only as one
//	chair        the president, or a vice-president he delegates in writing
//	order        lower ranks speak first, the chair last
//	vote         members present, each himself and once; attendees never; nobody
//	             after the vote was closed; a view may change until then
//	recusal      the president decides on members', the committee on the president's
//	request      the panel asks, the president approves
//	record       word for word, minority with names, signed by all who voted
//	reconsider   the president may ask for another round; he can't overrule
//
// practice.md 9 and 10: the meeting is oral by default, the secretary recording
// what each says and how he votes; his signature under the record makes that
// his own.
package committee
