/**
 * Made from the API's OpenAPI document by `npm run docs`; a test compares.
 * What each path of the API takes and gives, for `openapi-fetch`: the client of the site and the command line.
 */
export interface paths {
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health of the service and its parts */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose token this is */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        /** Deletes one’s account: withdraws what is one’s alone, and takes the name from everything that is shown */
        delete: operations["deleteAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is kept of oneself */
        get: operations["getAccountExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets another password; other sessions end */
        put: operations["putAccountPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One’s tokens and sessions, without themselves */
        get: operations["getAccountTokens"];
        put?: never;
        /** Makes a token for a program, which may do no more than the one that asks */
        post: operations["postAccountTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes one of one’s tokens */
        delete: operations["deleteAccountTokensId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/badge/{task}/{submission}.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same for shields.io, as its endpoint badge reads it */
        get: operations["getBadgeTaskSubmissionJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/badge/{task}/{submission}.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rank, primary metric and latency of a submission as a badge */
        get: operations["getBadgeTaskSubmissionSvg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every board that has rows, in short */
        get: operations["getBoards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Challenges: tasks that are open for a period, on hidden data; those that close last first */
        get: operations["getChallenges"];
        put?: never;
        /** Announces a challenge; the secret of its data is drawn, and the commitment to it published */
        post: operations["postChallenges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/challenges/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One challenge */
        get: operations["getChallengesSlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Other words, and later times, as long as it is not frozen */
        patch: operations["patchChallengesSlug"];
        trace?: never;
    };
    "/api/v1/challenges/{slug}/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its board, of the main phase or of the final: for everybody from the reveal on, for organisers before */
        get: operations["getChallengesSlugBoard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/challenges/{slug}/call-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a challenge before its reveal, with a reason: runs are stopped, and what was measured is published */
        post: operations["postChallengesSlugCallOff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/challenges/{slug}/finals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Measures finals again that ended by our doing */
        post: operations["postChallengesSlugFinals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/challenges/{slug}/freeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Chooses the finals of a challenge that has closed, and has them measured again on data of a fresh secret */
        post: operations["postChallengesSlugFreeze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/challenges/{slug}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done with a challenge, signed: commitments, the freeze, the finals, the reveal, or why it was called off */
        get: operations["getChallengesSlugLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/challenges/{slug}/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One’s runs within a challenge and those of one’s teams, with figures where it shows them */
        get: operations["getChallengesSlugMine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/challenges/{slug}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who takes part, how their runs ended, what would be measured again */
        get: operations["getChallengesSlugOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/challenges/{slug}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publishes every result and both secrets */
        post: operations["postChallengesSlugReveal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Two records by test: each metric on the same items, each scenario by its starts */
        get: operations["getCompare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compare/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Test items on which two records disagree, in the primary metric */
        get: operations["getCompareItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feed.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** New bests of every task, as an Atom feed */
        get: operations["getFeedAtom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets the password of an invited account, and signs in */
        post: operations["postInvitationsAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Public keys that records and log are or were signed with */
        get: operations["getKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leases/{id}/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For the worker that holds the lease: the files that are to be measured, as .tar.gz */
        get: operations["getLeasesIdBundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leases/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The attempt has ended without a record */
        post: operations["postLeasesIdEnd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leases/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What happened since the last report */
        post: operations["postLeasesIdEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leases/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** A file of the record; again replaces it */
        put: operations["putLeasesIdFiles"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leases/{id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** What the submission wrote */
        put: operations["putLeasesIdLog"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leases/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publishes the record that was sent, and ends the run; again changes nothing */
        post: operations["postLeasesIdPublish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leases/{id}/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The worker lives and goes on; says whether somebody wants the run stopped */
        post: operations["postLeasesIdRenew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The append-only log */
        get: operations["getLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole log with all keys, for verify --log */
        get: operations["getLogJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether people may sign in by an OpenID provider, and which */
        get: operations["getOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oidc/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins a sign-in by the OpenID provider: where the browser is to go */
        post: operations["postOidcBegin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oidc/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends it with the address to which the provider sent the browser back */
        post: operations["postOidcFinish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Papers whose printed claims are transcribed */
        get: operations["getPapers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/papers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One paper with the audit of its claims */
        get: operations["getPapersId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes an account, and a link that sets its password once; of an account that is there, a new link */
        post: operations["postPeople"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The queue in figures */
        get: operations["getQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** No more runs are given out; what is measured goes on */
        post: operations["postQueuePause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Runs are given out again */
        post: operations["postQueueResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records, newest first */
        get: operations["getRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One record */
        get: operations["getRecordsDigest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{digest}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the stored answers of a record show: results by class and samples, where labels and licence allow it */
        get: operations["getRecordsDigestAnswers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{digest}/answers/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture of a sample */
        get: operations["getRecordsDigestAnswersName"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{digest}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every run behind a record, by how it ended: those that left no record too */
        get: operations["getRecordsDigestAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{digest}/files/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file beside a record */
        get: operations["getRecordsDigestFilesName"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{digest}/latency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Timed queries of a record as curves, a curve for each start */
        get: operations["getRecordsDigestLatency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{digest}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the log says of one record */
        get: operations["getRecordsDigestLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs, newest first; of a state (working, waiting, ended) in the order of their turns or ends */
        get: operations["getRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State of a run */
        get: operations["getRunsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops a run, whatever its state */
        post: operations["postRunsIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events of a run so far, or since the one that Last-Event-ID names, then as they happen until it ends */
        get: operations["getRunsIdEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the submission wrote, of the last attempt that ended */
        get: operations["getRunsIdLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/rerun": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new run by the request of one that has ended */
        post: operations["postRunsIdRerun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tasks, papers, methods and submitters by their words, misspelt ones too; the best first */
        get: operations["getSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends the session that asks; a token for programs stays */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in by password: the answer is a token that lasts 30 days */
        post: operations["postSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent to be measured, newest first */
        get: operations["getSubmissions"];
        put?: never;
        /** Makes a submission and a run of a finished upload; the same files are the same submission */
        post: operations["postSubmissions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/submissions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One submission */
        get: operations["getSubmissionsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/submissions/{id}/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its files as .tar.gz; of a private one, for its owner */
        get: operations["getSubmissionsIdBundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/submissions/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a submission back: its files go, its rows are retracted; that it was there stays */
        post: operations["postSubmissionsIdWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every task of the registry */
        get: operations["getTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One task */
        get: operations["getTasksId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The board of a task */
        get: operations["getTasksIdBoard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/board.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The board as CSV */
        get: operations["getTasksIdBoardCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/feed.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** New bests of a task, as an Atom feed */
        get: operations["getTasksIdFeedAtom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deadline, anonymity and limits that organisers set for a task */
        get: operations["getTasksIdRules"];
        /** Sets deadline, anonymity and limits of a task */
        put: operations["putTasksIdRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a team, of which the caller is the first owner */
        post: operations["postTeams"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who belongs to a team, and as what */
        get: operations["getTeamsName"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{name}/members/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Takes somebody into a team, or gives them another role */
        put: operations["putTeamsNameMembersPerson"];
        post?: never;
        /** Sends somebody away from a team; everybody may leave */
        delete: operations["deleteTeamsNameMembersPerson"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins an upload (tus 1.0.0, tus.io: creation, termination, expiration) */
        post: operations["postUploads"];
        delete?: never;
        /** What of the protocol is spoken here */
        options: operations["optionsUploads"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes an upload away */
        delete: operations["deleteUploadsId"];
        options?: never;
        /** How many bytes have arrived: Upload-Offset */
        head: operations["headUploadsId"];
        /** More bytes, as application/offset+octet-stream */
        patch: operations["patchUploadsId"];
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is told of one’s runs that ended, and of those of teams that one owns */
        get: operations["getWebhooks"];
        put?: never;
        /** An address that is told of every run of one’s own that ended, or of a team’s; the answer has the secret, once */
        post: operations["postWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a webhook */
        delete: operations["deleteWebhooksId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last hundred messages of a webhook, newest first: what was tried, and what was answered */
        get: operations["getWebhooksIdDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Workers that have registered and have not left */
        get: operations["getWorkers"];
        put?: never;
        /** A worker registers, or tells new facts */
        post: operations["postWorkers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** The worker has stopped in order */
        delete: operations["deleteWorkersId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers/{id}/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** No more runs for this worker; the one that it measures goes on */
        post: operations["postWorkersIdDrain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers/{id}/lease": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A run for this worker, or why there is none now */
        post: operations["postWorkersIdLease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Runs again, for a worker that was drained or rests */
        post: operations["postWorkersIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Account: {
            name: string;
            quotas: components["schemas"]["Quota"][];
            roles: ("submitter" | "organiser" | "operator" | "worker")[];
            teams: {
                name: string;
                /** @enum {string} */
                role: "owner" | "member" | "viewer";
            }[];
            token: {
                expiresAt: string | null;
                name: string;
                scopes: ("read" | "submit" | "organise" | "operate" | "work")[];
            };
        };
        Badge: {
            color: string;
            label: string;
            message: string;
            /** @constant */
            schemaVersion: 1;
        };
        Board: {
            asOf?: string | null;
            claims: {
                audit: {
                    code: string;
                    message: string;
                }[];
                conditions: string;
                dataset: string;
                method: string;
                metric: string;
                submission: string | null;
                table: string;
                track: string | null;
                value: number;
            }[];
            comparable: boolean;
            device: string | null;
            division: ("from-scratch" | "pre-trained") | null;
            hidden: {
                count: number;
                reason: string;
            }[];
            kind?: ("tfjs-module" | "tfjs-model" | "onnx" | "process") | null;
            rows: components["schemas"]["BoardRow"][];
            runtime?: string | null;
            /** @enum {string} */
            scenario: "single-stream" | "multi-stream" | "server" | "offline";
            shown: number;
            since?: string | null;
            task: components["schemas"]["TaskListing"];
            total: number;
            track?: string | null;
            variant: components["schemas"]["Variant"];
        };
        BoardRow: {
            ageDays: number;
            attempts: number;
            claim: {
                difference: number | null;
                table: string;
                value: number;
            } | null;
            cold: {
                firstCallMs: number | null;
                loadMs: number | null;
                perStart?: {
                    firstCallMs: number;
                    loadMs: number;
                }[];
                reason?: string;
            };
            contamination: {
                detail: string;
                /** @enum {string} */
                state: "passed" | "failed" | "not possible" | "not needed" | "not run";
            };
            /** @enum {string} */
            division: "from-scratch" | "pre-trained";
            latency: {
                [key: string]: components["schemas"]["LatencyResult"];
            };
            latencyRank: number | null;
            latencyRankWords: string;
            machine: {
                cpuCores: number;
                cpuModel: string;
                deviceClass: string;
                gpu: string | null;
            };
            /** Format: date-time */
            measuredAt: string;
            metrics: components["schemas"]["MetricResult"][];
            newBest: boolean;
            onParetoFront: boolean;
            precision: string;
            /** @enum {string} */
            profile: "quick" | "full" | "audit";
            rank: number | null;
            /** @enum {string} */
            rankBasis: "separated" | "tied" | "underpowered" | "untested" | "unranked";
            rankObstacle: string | null;
            rankRange: {
                high: number;
                low: number;
            } | null;
            rankWords: string;
            record: string;
            resources: {
                artefactBytes: number | null;
                energyJoules?: number | null;
                energyReason?: string;
                floorMs?: number;
                flops?: number;
                parameters: {
                    /** @enum {string} */
                    source: "measured" | "declared";
                    value: number;
                } | null;
                peakMemoryBytes: number | null;
                peakMemoryReason?: string;
            };
            runtime: {
                device: string;
                name: string;
                threads: number | null;
                version: string;
            };
            sandbox: {
                /** @enum {string} */
                level: "process" | "namespace" | "container" | "kubernetes";
            };
            stale?: {
                allowed: number;
                drift: number;
                message: string;
            } | null;
            submission: {
                authors: string[];
                builtIn: boolean;
                digest: string;
                /** @enum {string} */
                kind: "tfjs-module" | "tfjs-model" | "onnx" | "process";
                licence: string;
                name: string;
                owner?: string | null;
                source: string;
                title: string;
                version: string;
            };
            tieGroup: number | null;
            track: string;
            /** @enum {string} */
            verdict: "VALID" | "INVALID";
        };
        Challenge: {
            boards: {
                final: string;
                main: string;
            };
            calledOff: {
                reason: string;
            } | null;
            /** Format: date-time */
            closesAt: string;
            description: string;
            entrants: number;
            /** @enum {string} */
            finalProfile: "quick" | "full" | "audit";
            finals: number | null;
            frozenAt: string | null;
            /** Format: date-time */
            now: string;
            /** Format: date-time */
            opensAt: string;
            organiser: string;
            ownFigures: boolean;
            /** @enum {string} */
            profile: "quick" | "full" | "audit";
            /** Format: date-time */
            revealAt: string;
            revealedAt: string | null;
            runs: number;
            runsAtOnce: number;
            runsInTotal: number;
            runsPerDay: number;
            seeds: {
                final: {
                    commitment: string;
                    secret: string | null;
                } | null;
                main: {
                    commitment: string;
                    secret: string | null;
                };
            };
            slug: string;
            /** @enum {string} */
            state: "announced" | "open" | "closed" | "frozen" | "revealed" | "called-off";
            task: {
                id: string;
                version: string;
            };
            title: string;
            track: string | null;
            variant: string;
        };
        ChallengeEntry: {
            /** Format: date-time */
            at: string;
            body: {
                [key: string]: unknown;
            };
            challenge: string;
            /** @enum {string} */
            kind: "announced" | "changed" | "frozen" | "final-seed" | "finals-again" | "revealed" | "called-off";
            previous: string;
            seq: number;
            signature: {
                /** @constant */
                algorithm: "Ed25519";
                keyId: string;
                value: string;
            };
        };
        ChallengeOverview: {
            challenge: components["schemas"]["Challenge"];
            entrants: {
                charged: number;
                error: number;
                excluded: string | null;
                failed: number;
                holder: string;
                invalid: number;
                /** Format: date-time */
                lastAt: string;
                open: number;
                runs: number;
                valid: number;
            }[];
            finals: components["schemas"]["ChallengeRun"][];
            frozenWhen: string | null;
            open: {
                final: number;
                main: number;
            };
            revealedWhen: string | null;
        };
        ChallengeRun: {
            /** Format: date-time */
            createdAt: string;
            finishedAt: string | null;
            holder: string;
            latency: {
                [key: string]: components["schemas"]["LatencyResult"];
            } | null;
            metrics: components["schemas"]["MetricResult"][] | null;
            /** @enum {string} */
            phase: "main" | "final";
            reasons: components["schemas"]["Reason"][];
            record: string | null;
            /** Format: uuid */
            run: string;
            /** @enum {string} */
            state: "queued" | "leased" | "training" | "evaluating" | "timing" | "checking" | "published" | "invalid" | "failed" | "error" | "cancelled" | "sealed";
            submission: {
                /** Format: uuid */
                id: string;
                name: string;
                withdrawn: boolean;
            };
            verdict: ("VALID" | "INVALID") | null;
        };
        Comparison: {
            a: {
                record: string;
                submission: {
                    name: string;
                    title: string;
                    version: string;
                };
            };
            b: {
                record: string;
                submission: {
                    name: string;
                    title: string;
                    version: string;
                };
            };
            latency: {
                a: number | null;
                b: number | null;
                /** @enum {string} */
                figure: "p50Ms" | "throughputPerSecond";
                high: number | null;
                low: number | null;
                p: number | null;
                ratio: number | null;
                reason: string | null;
                /** @enum {string} */
                scenario: "single-stream" | "multi-stream" | "server" | "offline";
                smallestRatio: number | null;
                test: string | null;
                /** @enum {string} */
                verdict: "separated" | "tied" | "underpowered" | "incomparable";
            }[];
            metrics: {
                a: number | null;
                b: number | null;
                difference: number | null;
                /** @enum {string} */
                direction: "higher" | "lower";
                high: number | null;
                id: string;
                low: number | null;
                p: number | null;
                primary: boolean;
                reason: string | null;
                smallestDifference: number | null;
                test: string | null;
                unit: string;
                /** @enum {string} */
                verdict: "separated" | "tied" | "underpowered" | "incomparable";
            }[];
        };
        Health: {
            live: boolean;
            parts: {
                detail: string;
                name: string;
                ok: boolean;
            }[];
            ready: boolean;
            /** @enum {string} */
            status: "ok" | "failing";
        };
        LatencyResult: {
            durationMs: number;
            method: string;
            n: number;
            nullModel: {
                n: number;
                p50Ms: number | null;
                p99Ms: number | null;
                reasons: {
                    [key: string]: string;
                };
            };
            observedMaximum: ("p90Ms" | "p95Ms" | "p99Ms")[];
            p50Ms: number | null;
            p50MsHigh: number | null;
            p50MsLow: number | null;
            p50MsStudent: {
                high: number;
                low: number;
            } | null;
            p90Ms: number | null;
            p90MsHigh: number | null;
            p90MsLow: number | null;
            p95Ms: number | null;
            p95MsHigh: number | null;
            p95MsLow: number | null;
            p99Ms: number | null;
            p99MsHigh: number | null;
            p99MsLow: number | null;
            perStartP50Ms: number[];
            perStartThroughput: (number | null)[];
            reasons: {
                [key: string]: string;
            };
            samplesPerQuery: number;
            server: {
                boundMs: number;
                trials: {
                    latenessP50Ms: number;
                    latenessP99Ms: number;
                    met: boolean;
                    p99Ms: number | null;
                    queries: number;
                    ratePerSecond: number;
                    start: number;
                    trial: number;
                }[];
            } | null;
            starts: number;
            throughputPerSecond: number | null;
            throughputPerSecondHigh: number | null;
            throughputPerSecondLow: number | null;
        };
        LogEntry: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "result" | "retraction" | "erratum";
            previous: string;
            reason?: string;
            recordDigest: string;
            seq: number;
            signature: {
                /** @constant */
                algorithm: "Ed25519";
                keyId: string;
                value: string;
            };
        };
        LogFile: {
            entries: components["schemas"]["LogEntry"][];
            keys: components["schemas"]["PublishedKey"][];
        };
        MetricResult: {
            /** @enum {string} */
            direction: "higher" | "lower";
            fromItems: {
                /** @enum {string} */
                aggregate: "mean" | "mean-of-present" | "group-mean" | "group-mean-of-present";
                outcome: string;
            } | null;
            high: number | null;
            id: string;
            level: number;
            low: number | null;
            method: string;
            n: number;
            perSeed: number[];
            primary: boolean;
            reason?: string;
            sampling?: {
                high: number;
                low: number;
                resamples: number;
                /** @enum {string} */
                unit: "items" | "groups";
                units: number;
            };
            /** @enum {string} */
            source?: "declared";
            unit: string;
            value: number | null;
        };
        Problem: {
            /** @enum {string} */
            code: "bad-request" | "unauthorised" | "forbidden" | "not-found" | "method-not-allowed" | "conflict" | "withheld" | "read-only" | "too-slow" | "too-large" | "unsupported-media-type" | "too-many-requests" | "upload-unfinished" | "bundle-refused" | "manifest-invalid" | "variant-unavailable" | "quota-exceeded" | "withdrawn" | "challenge-variant" | "challenge-not-open" | "challenge-closed" | "challenge-state" | "challenge-entrant" | "challenge-embargo" | "run-ended" | "run-open" | "idempotency-key-reused" | "request-at-work" | "registration-refused" | "lease-lost" | "record-refused" | "api-unreachable" | "api-late" | "internal";
            detail: string;
            instance?: string;
            problems?: {
                message: string;
                path: string;
                remedy: string;
            }[];
            quotas?: components["schemas"]["Quota"][];
            status: number;
            title: string;
            type: string;
        };
        PublishedKey: {
            /** @constant */
            algorithm: "Ed25519";
            endorsement: {
                /** @constant */
                algorithm: "Ed25519";
                keyId: string;
                value: string;
            } | null;
            keyId: string;
            publicKey: string;
            retired: string | null;
            /** Format: date-time */
            validFrom: string;
        };
        Queue: {
            etaSeconds: number | null;
            oldestWaitingSeconds?: number | null;
            paused?: {
                reason: string;
                /** Format: date-time */
                since: string;
            } | null;
            running: number;
            typicalSeconds: number | null;
            waiting: number;
            withoutWorker?: {
                device: string;
                runtime: string | null;
                /** @enum {string} */
                sandbox: "process" | "namespace" | "container" | "kubernetes";
                task: string;
                variant: string;
                waiting: number;
            }[];
            workers?: {
                busy: number;
                here: number;
            };
        };
        Quota: {
            challenge?: string;
            freesAt: string | null;
            /** @enum {string} */
            kind: "runs-per-day" | "runs-in-total" | "runs-at-once" | "stored-bytes";
            limit: number;
            of: string;
            remaining: number;
            task: string | null;
            used: number;
        };
        Reason: {
            /** @enum {string} */
            code: "timeout" | "crash" | "out-of-memory" | "wire-garbage" | "output-too-large" | "no-answer" | "exit-during-frame" | "wrong-output" | "non-finite-output" | "submission-error" | "budget-exceeded" | "nondeterministic-output" | "batch-dependent-output" | "timed-output-mismatch" | "canary-mismatch" | "cached-answers" | "artefact-changed" | "contaminated" | "below-floor" | "manifest-invalid" | "model-invalid" | "runtime-unavailable" | "missing-kernel" | "artefact-missing" | "infrastructure" | "sandbox-unavailable" | "data-missing" | "cancelled" | "foreign-load" | "cpu-throttled" | "gpu-throttled" | "foreign-gpu-process" | "machine-drift";
            message: string;
            remedy: string;
        };
        Record: {
            attempt: number;
            attempts: number;
            batchSize: number;
            budgets: {
                atStop?: number;
                /** @enum {string} */
                id: "trainingWallSeconds" | "trainingCpuSeconds" | "rowsServed" | "memoryBytes" | "artefactBytes" | "scratchBytes" | "loadSeconds" | "queryMs" | "outputBytes" | "askedRows" | "processes" | "steps" | "parameters";
                limit: number;
                ok: boolean;
                reason?: string;
                /** @constant */
                source?: "declared";
                /** @enum {string} */
                unit: "s" | "ms" | "B" | "rows" | "processes" | "steps" | "parameters";
                used: number | null;
            }[];
            challenge?: {
                id: string;
                /** @enum {string} */
                phase: "main" | "final";
                seedCommitment: string;
            };
            checks: {
                id: string;
                message: string;
                ok: boolean;
            }[];
            cold: {
                firstCallMs: number | null;
                loadMs: number | null;
                perStart?: {
                    firstCallMs: number;
                    loadMs: number;
                }[];
                reason?: string;
            };
            contamination: {
                detail: string;
                /** @enum {string} */
                state: "passed" | "failed" | "not possible" | "not needed" | "not run";
            };
            digest: string;
            /** @enum {string} */
            division: "from-scratch" | "pre-trained";
            environment?: {
                digest: string;
                interpreter: string;
                name: string;
                packages: string[];
            };
            evaluation?: {
                firstCallMs: number;
                loadMs: number;
                seed: number;
                slowestCallMs: number;
            }[];
            files: {
                items: {
                    bytes: number;
                    path: string;
                    sha256: string;
                } | null;
                latencies: {
                    bytes: number;
                    path: string;
                    sha256: string;
                } | null;
                log: {
                    bytes: number;
                    path: string;
                    sha256: string;
                } | null;
                outputs: {
                    bytes: number;
                    path: string;
                    sha256: string;
                } | null;
                telemetry: {
                    bytes: number;
                    path: string;
                    sha256: string;
                } | null;
            };
            /** Format: date-time */
            finishedAt: string;
            image?: {
                digest: string;
                engine: {
                    name: string;
                    version: string;
                };
                name: string;
                platform: string;
            };
            latency: {
                [key: string]: components["schemas"]["LatencyResult"];
            };
            machine: {
                cpuCores: number;
                cpuModel: string;
                deviceClass: string;
                gpu: string | null;
                kernel: string;
                memoryBytes: number;
                node: string;
                operatingSystem: string;
            };
            metrics: components["schemas"]["MetricResult"][];
            precision: string;
            /** @enum {string} */
            profile: "quick" | "full" | "audit";
            reasons: components["schemas"]["Reason"][];
            referees: {
                digest: string | null;
                id: string;
                recipe: string;
                seed: number;
            }[];
            resources: {
                artefactBytes: number | null;
                energyJoules?: number | null;
                energyReason?: string;
                floorMs?: number;
                flops?: number;
                parameters: {
                    /** @enum {string} */
                    source: "measured" | "declared";
                    value: number;
                } | null;
                peakMemoryBytes: number | null;
                peakMemoryReason?: string;
            };
            runtime: {
                device: string;
                name: string;
                threads: number | null;
                version: string;
            };
            sandbox: {
                /** @enum {string} */
                capabilities: "none" | "inherited";
                cpuSet: string | null;
                cpuSetBy?: ("cgroup-v1" | "cgroup-v2" | "affinity") | null;
                cpuSetReason?: string;
                /** @enum {string} */
                filesystem: "read-only" | "shared";
                harnessCpuSet?: string | null;
                /** @enum {string} */
                level: "process" | "namespace" | "container" | "kubernetes";
                /** @enum {string} */
                memoryLimit: "cgroup-v1" | "cgroup-v2" | "rlimit" | "watchdog" | "none";
                /** @enum {string} */
                network: "none" | "shared";
                /** @enum {string} */
                processLimit: "cgroup-v1" | "cgroup-v2" | "rlimit" | "watchdog" | "none";
                trainingCpuSet?: string | null;
            };
            /** @constant */
            schemaVersion: 1;
            seeds: {
                public: number | null;
                secret: string | null;
                secretCommitment: string | null;
            };
            sentinel: {
                digest: string;
                drift: number | null;
                n: number;
                name: string;
                p50MsAfter: number | null;
                p50MsBefore: number;
                ratioToSentinel: {
                    [key: string]: number;
                };
                reason?: string;
            } | null;
            signature: {
                /** @constant */
                algorithm: "Ed25519";
                keyId: string;
                value: string;
            };
            /** Format: date-time */
            startedAt: string;
            submission: {
                authors: string[];
                digest: string;
                /** @enum {string} */
                kind: "tfjs-module" | "tfjs-model" | "onnx" | "process";
                licence: string;
                name: string;
                source: string;
                title: string;
                version: string;
            };
            task: {
                id: string;
                version: string;
            };
            telemetry?: {
                cpuPressure: {
                    highest: number;
                    lowest: number;
                    mean: number;
                } | null;
                disturbances: {
                    /** @enum {string} */
                    code: "foreign-load" | "cpu-throttled" | "gpu-throttled" | "foreign-gpu-process";
                    fromMs: number;
                    message: string;
                    toMs: number;
                }[];
                foreignCores: {
                    highest: number;
                    lowest: number;
                    mean: number;
                } | null;
                frequencyMHz: {
                    highest: number;
                    lowest: number;
                    mean: number;
                } | null;
                gpuClockMHz: {
                    highest: number;
                    lowest: number;
                    mean: number;
                } | null;
                gpuPowerWatts: {
                    highest: number;
                    lowest: number;
                    mean: number;
                } | null;
                gpuTemperatureCelsius: {
                    highest: number;
                    lowest: number;
                    mean: number;
                } | null;
                intervalMs: number;
                largestDisturbedShare: number | null;
                ownCores: {
                    highest: number;
                    lowest: number;
                    mean: number;
                } | null;
                quotaThrottledMs: number | null;
                reasons: {
                    [key: string]: string;
                };
                samples: number;
                sources: {
                    available: boolean;
                    /** @enum {string} */
                    id: "processor-time" | "own-processes" | "cpu-frequency" | "thermal-throttling" | "cpu-pressure" | "control-group-quota" | "submission-memory" | "cpu-energy" | "nvidia-card" | "nvidia-processes" | "nvidia-energy";
                    reason?: string;
                }[];
                stolenCores: {
                    highest: number;
                    lowest: number;
                    mean: number;
                } | null;
                throttleEvents: number | null;
                voids: boolean;
                windows: {
                    fromMs: number;
                    /** @enum {string} */
                    scenario: "single-stream" | "multi-stream" | "server" | "offline";
                    start: number;
                    toMs: number;
                }[];
            } | null;
            track: string;
            training: {
                artefact: {
                    bytes: number;
                    digest: string;
                };
                cpuSeconds: number | null;
                declared: {
                    epochs: number | null;
                    privacy?: {
                        clip: number;
                        delta: number;
                        q: number;
                        sigma: number;
                        steps: number;
                    };
                    steps: number | null;
                };
                fold: number;
                frozenSeconds?: number;
                history: {
                    epoch: number;
                    values: {
                        [key: string]: number;
                    };
                }[];
                pausedSeconds?: number;
                rowsServed: number;
                seed: number;
                wallSeconds: number;
            }[];
            variant: {
                dataset: string;
                id: string;
                /** @enum {string} */
                relation: "official" | "subset" | "stand-in" | "surrogate";
            };
            /** @enum {string} */
            verdict: "VALID" | "INVALID";
        };
        RunState: {
            ahead: number | null;
            challenge?: {
                embargoed: boolean;
                /** @enum {string} */
                phase: "main" | "final";
                slug: string;
            };
            createdAt: string;
            etaSeconds: number | null;
            finishedAt: string | null;
            id: string;
            position: number | null;
            progress: number | null;
            reasons: components["schemas"]["Reason"][];
            record: string | null;
            request: {
                contamination?: boolean;
                device?: string;
                /** @enum {string} */
                profile: "quick" | "full" | "audit";
                revealedSeed?: string;
                runtime: string | null;
                /** @enum {string} */
                sandbox: "process" | "namespace" | "container" | "kubernetes";
                scenarios?: ("single-stream" | "multi-stream" | "server" | "offline")[];
                seed: number | null;
                seeds: number | null;
                starts: number | null;
                submission: string;
                task: string;
                variant: string;
            };
            stage: string | null;
            /** @enum {string} */
            state: "queued" | "leased" | "training" | "evaluating" | "timing" | "checking" | "published" | "invalid" | "failed" | "error" | "cancelled" | "sealed";
            submission?: {
                /** Format: uuid */
                id: string;
                name: string;
                owner: string;
            } | null;
        };
        Submission: {
            anonymousUntil: string | null;
            authors: string[];
            bytes: number;
            createdAt: string;
            digest: string;
            /** @enum {string} */
            division: "from-scratch" | "pre-trained";
            files: number;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "tfjs-module" | "tfjs-model" | "onnx" | "process";
            licence: string;
            name: string;
            owner: string;
            runs: string[];
            source: string;
            task: string;
            title: string;
            track: string;
            version: string;
            /** @enum {string} */
            visibility: "private" | "public" | "public-on-success" | "public-at-deadline";
            withdrawn: {
                at: string;
                reason: string;
            } | null;
        };
        Submitted: {
            known: boolean;
            quotas: components["schemas"]["Quota"][];
            /** Format: uuid */
            run: string;
            submission: components["schemas"]["Submission"];
        };
        TaskListing: {
            budgets: {
                /** @enum {string} */
                id: "trainingWallSeconds" | "trainingCpuSeconds" | "rowsServed" | "memoryBytes" | "artefactBytes" | "scratchBytes" | "loadSeconds" | "queryMs" | "outputBytes" | "askedRows" | "processes" | "steps" | "parameters";
                limit: number;
                /** @enum {string} */
                unit: "s" | "ms" | "B" | "rows" | "processes" | "steps" | "parameters";
            }[];
            chance: number;
            claims: {
                audit: {
                    code: string;
                    message: string;
                }[];
                conditions: string;
                dataset: string;
                method: string;
                metric: string;
                submission: string | null;
                table: string;
                track: string | null;
                value: number;
            }[];
            id: string;
            /** @enum {string} */
            interaction: "predict" | "sequence" | "episode" | "recommend" | "generate" | "transform" | "explain";
            metrics: {
                description: string;
                /** @enum {string} */
                direction: "higher" | "lower";
                fromItems?: {
                    /** @enum {string} */
                    aggregate: "mean" | "mean-of-present" | "group-mean" | "group-mean-of-present";
                    outcome: string;
                };
                id: string;
                name: string;
                perfect?: number;
                primary: boolean;
                /** @enum {string} */
                resampledBy?: "items" | "groups";
                /** @enum {string} */
                source?: "declared";
                unit: string;
            }[];
            paper: {
                authors: string;
                doi: string;
                title: string;
                venue: string;
                year: number;
            };
            protocol: string;
            qualityBar: {
                metric: string;
                reference: string;
                shareOfReference: number;
            };
            scenarios: ("single-stream" | "multi-stream" | "server" | "offline")[];
            submissions: {
                name: string;
                title: string;
                track: string;
            }[];
            summary: string;
            title: string;
            tracks: {
                description: string;
                id: string;
                testInputs: string[];
                title: string;
                trainingInputs: string[];
            }[];
            variants: {
                available: boolean;
                comparability: string;
                dataset: string;
                id: string;
                items: {
                    test: number;
                    train: number;
                    validation: number;
                } | null;
                /** @enum {string} */
                relation: "official" | "subset" | "stand-in" | "surrogate";
                title: string;
            }[];
            version: string;
        };
        TaskRules: {
            /** @default false */
            anonymous: boolean;
            /** @default null */
            deadline: string | null;
            /** @default null */
            runsAtOnce: number | null;
            /** @default null */
            runsInTotal: number | null;
            /** @default null */
            runsPerDay: number | null;
            task: string;
        };
        Team: {
            createdAt: string;
            members: {
                name: string;
                /** @enum {string} */
                role: "owner" | "member" | "viewer";
                since: string;
            }[];
            name: string;
        };
        Variant: {
            comparability: string;
            dataset: string;
            id: string;
            /** @enum {string} */
            relation: "official" | "subset" | "stand-in" | "surrogate";
            title: string;
        };
        Webhook: {
            active: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            team: string | null;
            url: string;
        };
        WebhookDelivery: {
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            nextAttemptAt: string | null;
            problem: string | null;
            /** Format: uuid */
            run: string;
            /** @enum {string} */
            state: "waiting" | "delivered" | "failed";
            status: number | null;
        };
        Worker: {
            /** Format: date-time */
            connectedSince: string;
            device: string;
            deviceClass: string;
            facts: {
                cpu: {
                    cores: number;
                    model: string;
                };
                gpu: string | null;
                memoryBytes: number;
                node: string;
                runtimes: {
                    available: boolean;
                    device: string | null;
                    /** @enum {string} */
                    name: "tensorflow" | "webgpu" | "wasm" | "cpu";
                    reason?: string;
                    version: string | null;
                }[] | null;
                sandboxes: {
                    available: boolean;
                    /** @enum {string} */
                    level: "process" | "namespace" | "container" | "kubernetes";
                    reason?: string;
                }[];
            };
            /** Format: date-time */
            heardOf: string;
            id: string;
            /** @enum {string} */
            link: "database" | "https";
            name: string;
            reason: string | null;
            run: string | null;
            sandboxes: ("process" | "namespace" | "container" | "kubernetes")[];
            software: string;
            /** @enum {string} */
            state: "idle" | "busy" | "draining" | "resting" | "refused" | "lost";
        };
    };
    responses: {
        /** @description What was expected, what was found, what to do */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Health of the service and its parts */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOpenapiJson: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This document */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whose token this is */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    confirm: string;
                };
            };
        };
        responses: {
            /** @description Deletes one’s account: withdraws what is one’s alone, and takes the name from everything that is shown */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getAccountExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything that is kept of oneself */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    putAccountPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string | null;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Sets another password; other sessions end */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getAccountTokens: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One’s tokens and sessions, without themselves */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdAt: string;
                            expiresAt: string | null;
                            /** Format: uuid */
                            id: string;
                            isSession: boolean;
                            lastUsedAt: string | null;
                            name: string;
                            revokedAt: string | null;
                            scopes: ("read" | "submit" | "organise" | "operate" | "work")[];
                        }[];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postAccountTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    days: number;
                    name: string;
                    scopes: ("read" | "submit" | "organise" | "operate" | "work")[];
                };
            };
        };
        responses: {
            /** @description Makes a token for a program, which may do no more than the one that asks */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        expiresAt: string | null;
                        name: string;
                        token: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteAccountTokensId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revokes one of one’s tokens */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getBadgeTaskSubmissionJson: {
        parameters: {
            query?: {
                asOf?: unknown;
                device?: string;
                division?: "from-scratch" | "pre-trained";
                kind?: "tfjs-module" | "tfjs-model" | "onnx" | "process";
                runtime?: string;
                scenario?: "single-stream" | "multi-stream" | "server" | "offline";
                since?: unknown;
                track?: string;
                variant?: string;
            };
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                submission: string;
                task: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same for shields.io, as its endpoint badge reads it */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Badge"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getBadgeTaskSubmissionSvg: {
        parameters: {
            query?: {
                asOf?: unknown;
                device?: string;
                division?: "from-scratch" | "pre-trained";
                kind?: "tfjs-module" | "tfjs-model" | "onnx" | "process";
                runtime?: string;
                scenario?: "single-stream" | "multi-stream" | "server" | "offline";
                since?: unknown;
                track?: string;
                variant?: string;
            };
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                submission: string;
                task: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rank, primary metric and latency of a submission as a badge */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getBoards: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every board that has rows, in short */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            newest: {
                                /** Format: date-time */
                                measuredAt: string;
                                metric: {
                                    /** @enum {string} */
                                    direction: "higher" | "lower";
                                    fromItems: {
                                        /** @enum {string} */
                                        aggregate: "mean" | "mean-of-present" | "group-mean" | "group-mean-of-present";
                                        outcome: string;
                                    } | null;
                                    high: number | null;
                                    id: string;
                                    level: number;
                                    low: number | null;
                                    method: string;
                                    n: number;
                                    perSeed: number[];
                                    primary: boolean;
                                    reason?: string;
                                    sampling?: {
                                        high: number;
                                        low: number;
                                        resamples: number;
                                        /** @enum {string} */
                                        unit: "items" | "groups";
                                        units: number;
                                    };
                                    /** @enum {string} */
                                    source?: "declared";
                                    unit: string;
                                    value: number | null;
                                } | null;
                                rank: number | null;
                                record: string;
                                submission: {
                                    authors: string[];
                                    builtIn: boolean;
                                    digest: string;
                                    /** @enum {string} */
                                    kind: "tfjs-module" | "tfjs-model" | "onnx" | "process";
                                    licence: string;
                                    name: string;
                                    owner?: string | null;
                                    source: string;
                                    title: string;
                                    version: string;
                                };
                            } | null;
                            rows: number;
                            sharingFirst: number;
                            tag: string;
                            task: string;
                            variant: string;
                        }[];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getChallenges: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Challenges: tasks that are open for a period, on hidden data; those that close last first */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Challenge"][];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postChallenges: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    closesAt: string;
                    /** @default  */
                    description?: string;
                    /**
                     * @default full
                     * @enum {string}
                     */
                    finalProfile?: "quick" | "full" | "audit";
                    /** Format: date-time */
                    opensAt: string;
                    /** @default true */
                    ownFigures?: boolean;
                    /**
                     * @default full
                     * @enum {string}
                     */
                    profile?: "quick" | "full" | "audit";
                    /** Format: date-time */
                    revealAt: string;
                    /** @default 2 */
                    runsAtOnce?: number;
                    /** @default 50 */
                    runsInTotal?: number;
                    /** @default 5 */
                    runsPerDay?: number;
                    slug: string;
                    task: string;
                    title: string;
                    /** @default null */
                    track?: string | null;
                    variant?: string;
                };
            };
        };
        responses: {
            /** @description Announces a challenge; the secret of its data is drawn, and the commitment to it published */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Challenge"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getChallengesSlug: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One challenge */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Challenge"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    patchChallengesSlug: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    closesAt?: string;
                    description?: string;
                    /** Format: date-time */
                    revealAt?: string;
                    title?: string;
                };
            };
        };
        responses: {
            /** @description Other words, and later times, as long as it is not frozen */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Challenge"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getChallengesSlugBoard: {
        parameters: {
            query?: {
                phase?: "main" | "final";
            };
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its board, of the main phase or of the final: for everybody from the reveal on, for organisers before */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Board"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postChallengesSlugCallOff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Ends a challenge before its reveal, with a reason: runs are stopped, and what was measured is published */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Challenge"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postChallengesSlugFinals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Measures finals again that ended by our doing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Challenge"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postChallengesSlugFreeze: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    finals?: string[];
                };
            };
        };
        responses: {
            /** @description Chooses the finals of a challenge that has closed, and has them measured again on data of a fresh secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Challenge"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getChallengesSlugLog: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was done with a challenge, signed: commitments, the freeze, the finals, the reveal, or why it was called off */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChallengeEntry"][];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getChallengesSlugMine: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One’s runs within a challenge and those of one’s teams, with figures where it shows them */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChallengeRun"][];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getChallengesSlugOverview: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who takes part, how their runs ended, what would be measured again */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeOverview"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postChallengesSlugReveal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Publishes every result and both secrets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Challenge"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCompare: {
        parameters: {
            query: {
                a: string;
                b: string;
            };
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Two records by test: each metric on the same items, each scenario by its starts */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comparison"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getCompareItems: {
        parameters: {
            query: {
                a: string;
                b: string;
            };
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Test items on which two records disagree, in the primary metric */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        a: string;
                        aLarger: number;
                        b: string;
                        bLarger: number;
                        equal: number;
                        largest: {
                            a: number;
                            b: number;
                            unit: string;
                        }[];
                        metric: string | null;
                        outcome: string | null;
                        reason: string | null;
                        units: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getFeedAtom: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description New bests of every task, as an Atom feed */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postInvitationsAccept: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                    secret: string;
                };
            };
        };
        responses: {
            /** @description Sets the password of an invited account, and signs in */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        expiresAt: string | null;
                        name: string;
                        token: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Public keys that records and log are or were signed with */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PublishedKey"][];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getLeasesIdBundle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description For the worker that holds the lease: the files that are to be measured, as .tar.gz */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postLeasesIdEnd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    outcome: "failed" | "infrastructure" | "cancelled" | "returned";
                    reason: {
                        /** @enum {string} */
                        code: "timeout" | "crash" | "out-of-memory" | "wire-garbage" | "output-too-large" | "no-answer" | "exit-during-frame" | "wrong-output" | "non-finite-output" | "submission-error" | "budget-exceeded" | "nondeterministic-output" | "batch-dependent-output" | "timed-output-mismatch" | "canary-mismatch" | "cached-answers" | "artefact-changed" | "contaminated" | "below-floor" | "manifest-invalid" | "model-invalid" | "runtime-unavailable" | "missing-kernel" | "artefact-missing" | "infrastructure" | "sandbox-unavailable" | "data-missing" | "cancelled" | "foreign-load" | "cpu-throttled" | "gpu-throttled" | "foreign-gpu-process" | "machine-drift";
                        message: string;
                        remedy: string;
                    } | null;
                };
            };
        };
        responses: {
            /** @description The attempt has ended without a record */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postLeasesIdEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    events: {
                        at: string;
                        message: string;
                        progress: number | null;
                        stage: string;
                        /** @enum {string} */
                        state: "queued" | "leased" | "training" | "evaluating" | "timing" | "checking" | "published" | "invalid" | "failed" | "error" | "cancelled" | "sealed";
                    }[];
                };
            };
        };
        responses: {
            /** @description What happened since the last report */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    putLeasesIdFiles: {
        parameters: {
            query: {
                path: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description A file of the record; again replaces it */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    putLeasesIdLog: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    body: string;
                };
            };
        };
        responses: {
            /** @description What the submission wrote */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postLeasesIdPublish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    digest: string;
                };
            };
        };
        responses: {
            /** @description Publishes the record that was sent, and ends the run; again changes nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postLeasesIdRenew: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The worker lives and goes on; says whether somebody wants the run stopped */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cancelled: boolean;
                        leaseSeconds: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getLog: {
        parameters: {
            query?: {
                cursor?: number;
                limit?: number;
            };
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The append-only log */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LogEntry"][];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getLogJson: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole log with all keys, for verify --log */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogFile"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getOidc: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether people may sign in by an OpenID provider, and which */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        provider: string | null;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postOidcBegin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    secret?: string;
                };
            };
        };
        responses: {
            /** @description Begins a sign-in by the OpenID provider: where the browser is to go */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uri */
                        address: string;
                        handle: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postOidcFinish: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uri */
                    address: string;
                    handle: string;
                };
            };
        };
        responses: {
            /** @description Ends it with the address to which the provider sent the browser back */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        expiresAt: string | null;
                        name: string;
                        token: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPapers: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Papers whose printed claims are transcribed */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            doi: string | null;
                            /** @enum {string} */
                            family: "image-classification" | "detection-and-segmentation" | "image-restoration" | "signals-and-skeletons" | "video" | "anomaly-detection" | "motion-and-geometry" | "retrieval-and-recommendation" | "generation" | "privacy-and-explanation" | "other";
                            findings: number;
                            id: string;
                            task: string | null;
                            title: string;
                        }[];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getPapersId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One paper with the audit of its claims */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        audit: {
                            checks: number;
                            doi: string | null;
                            figures: number;
                            findings: {
                                arithmetic: string;
                                check: string;
                                figures: number[];
                                says: string;
                                /** @enum {string} */
                                severity: "contradiction" | "suspicion" | "rounding";
                                tables: string[];
                                where: string;
                            }[];
                            paper: string;
                            tables: number;
                            title: string;
                        };
                        doi: string | null;
                        /** @enum {string} */
                        family: "image-classification" | "detection-and-segmentation" | "image-restoration" | "signals-and-skeletons" | "video" | "anomaly-detection" | "motion-and-geometry" | "retrieval-and-recommendation" | "generation" | "privacy-and-explanation" | "other";
                        id: string;
                        task: string | null;
                        title: string;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postPeople: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * @default submitter
                     * @enum {string}
                     */
                    role?: "submitter" | "organiser" | "operator" | "worker";
                };
            };
        };
        responses: {
            /** @description Makes an account, and a link that sets its password once; of an account that is there, a new link */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        expiresAt: string;
                        name: string;
                        secret: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getQueue: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queue in figures */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postQueuePause: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description No more runs are given out; what is measured goes on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postQueueResume: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Runs are given out again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRecords: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                submission?: string;
                task?: string;
                variant?: string;
                verdict?: "VALID" | "INVALID";
            };
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Records, newest first */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Record"][];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getRecordsDigest: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One record */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getRecordsDigestAnswers: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the stored answers of a record show: results by class and samples, where labels and licence allow it */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        classes: {
                            classes: {
                                class: number;
                                f1: number | null;
                                name: string | null;
                                precision: number | null;
                                recall: number | null;
                                support: number;
                            }[];
                            items: number;
                            matrix: number[][];
                            seeds: number;
                            tied: number;
                        } | null;
                        classesReason: string | null;
                        record: string;
                        samples: ({
                            answers: {
                                class: number;
                                share: number;
                            }[];
                            input: {
                                /** @constant */
                                kind: "picture";
                                picture: {
                                    height: number;
                                    name: string;
                                    width: number;
                                };
                            } | {
                                channels: number[][];
                                description: string;
                                /** @constant */
                                kind: "signal";
                            } | {
                                aspect: number;
                                bones: number[][];
                                description: string;
                                frames: {
                                    frame: number;
                                    joints: number[][];
                                }[];
                                /** @constant */
                                kind: "skeleton";
                            };
                            item: number;
                            /** @constant */
                            kind: "class";
                            outcome: {
                                [key: string]: number;
                            };
                            truth: number;
                            /** @enum {string} */
                            why: "spread" | "mistake";
                        } | {
                            found: {
                                box: number[];
                                score: number;
                            }[];
                            item: number;
                            /** @constant */
                            kind: "boxes";
                            outcome: {
                                [key: string]: number;
                            };
                            picture: {
                                height: number;
                                name: string;
                                width: number;
                            };
                            truth: number[][];
                            /** @enum {string} */
                            why: "spread" | "mistake";
                        } | {
                            answeredPixels: number;
                            commonPixels: number;
                            input: {
                                height: number;
                                name: string;
                                width: number;
                            };
                            item: number;
                            /** @constant */
                            kind: "mask";
                            marked: {
                                height: number;
                                name: string;
                                width: number;
                            };
                            outcome: {
                                [key: string]: number;
                            };
                            slice: number;
                            slices: number;
                            truePixels: number;
                            /** @enum {string} */
                            why: "spread" | "mistake";
                        } | {
                            answer: {
                                height: number;
                                name: string;
                                width: number;
                            };
                            input: {
                                height: number;
                                name: string;
                                width: number;
                            };
                            item: number;
                            /** @constant */
                            kind: "restored";
                            outcome: {
                                [key: string]: number;
                            };
                            reference: {
                                height: number;
                                name: string;
                                width: number;
                            };
                            /** @enum {string} */
                            why: "spread" | "mistake";
                        } | {
                            classes: {
                                class: number;
                                queries: {
                                    answer: number;
                                    picture: {
                                        height: number;
                                        name: string;
                                        width: number;
                                    };
                                    query: number;
                                }[];
                                shots: number;
                                support: {
                                    height: number;
                                    name: string;
                                    width: number;
                                };
                            }[];
                            item: number;
                            /** @constant */
                            kind: "episode";
                            outcome: {
                                [key: string]: number;
                            };
                            queries: number;
                            right: number;
                            /** @enum {string} */
                            why: "spread" | "mistake";
                        } | {
                            item: number;
                            /** @constant */
                            kind: "ranking";
                            missed: number[];
                            outcome: {
                                [key: string]: number;
                            };
                            ranked: {
                                hit: boolean;
                                item: number;
                            }[];
                            relevant: number;
                            user: number;
                            /** @enum {string} */
                            why: "spread" | "mistake";
                        } | {
                            firstMatch: number | null;
                            gallery: number;
                            item: number;
                            /** @constant */
                            kind: "retrieval";
                            matches: number;
                            nearest: {
                                cosine: number;
                                item: number;
                                match: boolean;
                                picture: {
                                    height: number;
                                    name: string;
                                    width: number;
                                };
                            }[];
                            outcome: {
                                [key: string]: number;
                            };
                            picture: {
                                height: number;
                                name: string;
                                width: number;
                            };
                            tied: number;
                            /** @enum {string} */
                            why: "spread" | "mistake";
                        } | {
                            answer: {
                                height: number;
                                name: string;
                                width: number;
                            };
                            input: {
                                height: number;
                                name: string;
                                width: number;
                            };
                            item: number;
                            /** @constant */
                            kind: "reconstructed";
                            outcome: {
                                [key: string]: number;
                            };
                            squaredError: number;
                            /** @enum {string} */
                            why: "spread" | "mistake";
                        } | {
                            columns: number;
                            different: number;
                            drawn: number;
                            item: number;
                            /** @constant */
                            kind: "drawn";
                            outcome: {
                                [key: string]: number;
                            };
                            sheet: {
                                height: number;
                                name: string;
                                width: number;
                            };
                            /** @enum {string} */
                            why: "spread" | "mistake";
                        } | {
                            channels: {
                                after: number[];
                                before: number[];
                                deviationAfter: number;
                                deviationBefore: number;
                                difference: number;
                                meanAfter: number;
                                meanBefore: number;
                            }[];
                            conditions: {
                                name: string;
                                value: number;
                            }[];
                            description: string;
                            item: number;
                            /** @constant */
                            kind: "changed";
                            outcome: {
                                [key: string]: number;
                            };
                            /** @enum {string} */
                            why: "spread" | "mistake";
                        } | {
                            bias: number;
                            estimate: number;
                            features: {
                                code: number;
                                held: boolean;
                                levels: number;
                                name: string | null;
                                weight: number;
                            }[];
                            item: number;
                            /** @constant */
                            kind: "rule";
                            outcome: {
                                [key: string]: number;
                            };
                            threshold: number;
                            /** @enum {string} */
                            why: "spread" | "mistake";
                        } | {
                            abnormal: {
                                from: number;
                                to: number;
                            }[];
                            auc: number | null;
                            clip: string;
                            frames: number;
                            item: number;
                            /** @constant */
                            kind: "clip";
                            meanAbnormal: number | null;
                            meanNormal: number | null;
                            outcome: {
                                [key: string]: number;
                            };
                            peak: {
                                frame: number;
                                isAbnormal: boolean;
                                picture: {
                                    height: number;
                                    name: string;
                                    width: number;
                                };
                                score: number;
                            };
                            scores: {
                                frame: number;
                                score: number;
                            }[];
                            /** @enum {string} */
                            why: "spread" | "mistake";
                        } | {
                            frames: number;
                            item: number;
                            /** @constant */
                            kind: "track";
                            meanOverlap: number | null;
                            outcome: {
                                [key: string]: number;
                            };
                            overlaps: {
                                frame: number;
                                overlap: number | null;
                            }[];
                            shown: {
                                found: number[];
                                frame: number;
                                overlap: number | null;
                                picture: {
                                    height: number;
                                    name: string;
                                    width: number;
                                };
                                truth: number[] | null;
                            }[];
                            /** @enum {string} */
                            why: "spread" | "mistake";
                        })[];
                        samplesReason: string | null;
                        source: {
                            citation: string;
                            licence: string;
                            title: string;
                        } | null;
                        /** @enum {string} */
                        state: "ready" | "pending";
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getRecordsDigestAnswersName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                digest: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A picture of a sample */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRecordsDigestAttempts: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every run behind a record, by how it ended: those that left no record too */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: {
                            cancelled: number;
                            error: number;
                            failed: number;
                            invalid: number;
                            published: number;
                        };
                        record: string;
                        withoutRecord: {
                            ahead: number | null;
                            challenge?: {
                                embargoed: boolean;
                                /** @enum {string} */
                                phase: "main" | "final";
                                slug: string;
                            };
                            createdAt: string;
                            etaSeconds: number | null;
                            finishedAt: string | null;
                            id: string;
                            position: number | null;
                            progress: number | null;
                            reasons: {
                                /** @enum {string} */
                                code: "timeout" | "crash" | "out-of-memory" | "wire-garbage" | "output-too-large" | "no-answer" | "exit-during-frame" | "wrong-output" | "non-finite-output" | "submission-error" | "budget-exceeded" | "nondeterministic-output" | "batch-dependent-output" | "timed-output-mismatch" | "canary-mismatch" | "cached-answers" | "artefact-changed" | "contaminated" | "below-floor" | "manifest-invalid" | "model-invalid" | "runtime-unavailable" | "missing-kernel" | "artefact-missing" | "infrastructure" | "sandbox-unavailable" | "data-missing" | "cancelled" | "foreign-load" | "cpu-throttled" | "gpu-throttled" | "foreign-gpu-process" | "machine-drift";
                                message: string;
                                remedy: string;
                            }[];
                            record: string | null;
                            request: {
                                contamination?: boolean;
                                device?: string;
                                /** @enum {string} */
                                profile: "quick" | "full" | "audit";
                                revealedSeed?: string;
                                runtime: string | null;
                                /** @enum {string} */
                                sandbox: "process" | "namespace" | "container" | "kubernetes";
                                scenarios?: ("single-stream" | "multi-stream" | "server" | "offline")[];
                                seed: number | null;
                                seeds: number | null;
                                starts: number | null;
                                submission: string;
                                task: string;
                                variant: string;
                            };
                            stage: string | null;
                            /** @enum {string} */
                            state: "queued" | "leased" | "training" | "evaluating" | "timing" | "checking" | "published" | "invalid" | "failed" | "error" | "cancelled" | "sealed";
                            submission?: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                owner: string;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getRecordsDigestFilesName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                digest: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file beside a record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/octet-stream": string;
                    "application/x-ndjson": unknown;
                    "application/x-pem-file": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRecordsDigestLatency: {
        parameters: {
            query?: {
                scenario?: "single-stream" | "multi-stream" | "server" | "offline";
            };
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Timed queries of a record as curves, a curve for each start */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        nullModel: {
                            n: number;
                            quantilesMs: number[];
                        } | null;
                        probabilities: number[];
                        reason: string | null;
                        record: string;
                        /** @enum {string} */
                        scenario: "single-stream" | "multi-stream" | "server" | "offline";
                        starts: {
                            n: number;
                            quantilesMs: number[];
                            start: number;
                            timeline: {
                                medianMs: number;
                                slowestMs: number;
                            }[];
                        }[];
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getRecordsDigestLog: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the log says of one record */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LogEntry"][];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getRuns: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "working" | "waiting" | "ended";
            };
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Runs, newest first; of a state (working, waiting, ended) in the order of their turns or ends */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RunState"][];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getRunsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description State of a run */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunState"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postRunsIdCancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key with the same request does nothing a second time and gets the same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stops a run, whatever its state */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunState"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRunsIdEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description id of the event that was seen last */
                "Last-Event-ID"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events of a run so far, or since the one that Last-Event-ID names, then as they happen until it ends */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description the run has ended, and its end was seen */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getRunsIdLog: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the submission wrote, of the last attempt that ended */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postRunsIdRerun: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key with the same request does nothing a second time and gets the same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A new run by the request of one that has ended */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunState"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSearch: {
        parameters: {
            query?: {
                kind?: "task" | "paper" | "method" | "submitter";
                limit?: number;
                q?: string;
            };
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tasks, papers, methods and submitters by their words, misspelt ones too; the best first */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            detail: string;
                            id: string;
                            /** @enum {string} */
                            kind: "task" | "paper" | "method" | "submitter";
                            record: string | null;
                            score: number;
                            task: string | null;
                            title: string;
                        }[];
                        query: string;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ends the session that asks; a token for programs stays */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Signs in by password: the answer is a token that lasts 30 days */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        expiresAt: string | null;
                        name: string;
                        token: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSubmissions: {
        parameters: {
            query?: {
                cursor?: string;
                digest?: string;
                limit?: number;
                name?: string;
                owner?: string;
                task?: string;
            };
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was sent to be measured, newest first */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Submission"][];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postSubmissions: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key with the same request does nothing a second time and gets the same answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    challenge?: string;
                    device?: string;
                    /**
                     * @default quick
                     * @enum {string}
                     */
                    profile?: "quick" | "full" | "audit";
                    /** @enum {string} */
                    runtime?: "tensorflow" | "webgpu" | "wasm" | "cpu";
                    team?: string;
                    upload: string;
                    variant?: string;
                    /**
                     * @default public
                     * @enum {string}
                     */
                    visibility?: "private" | "public" | "public-on-success" | "public-at-deadline";
                };
            };
        };
        responses: {
            /** @description Makes a submission and a run of a finished upload; the same files are the same submission */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submitted"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSubmissionsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One submission */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getSubmissionsIdBundle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its files as .tar.gz; of a private one, for its owner */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postSubmissionsIdWithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Takes a submission back: its files go, its rows are retracted; that it was there stays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTasks: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every task of the registry */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TaskListing"][];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getTasksId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One task */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskListing"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getTasksIdBoard: {
        parameters: {
            query?: {
                asOf?: unknown;
                device?: string;
                division?: "from-scratch" | "pre-trained";
                kind?: "tfjs-module" | "tfjs-model" | "onnx" | "process";
                runtime?: string;
                scenario?: "single-stream" | "multi-stream" | "server" | "offline";
                since?: unknown;
                track?: string;
                variant?: string;
            };
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The board of a task */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Board"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getTasksIdBoardCsv: {
        parameters: {
            query?: {
                asOf?: unknown;
                device?: string;
                division?: "from-scratch" | "pre-trained";
                kind?: "tfjs-module" | "tfjs-model" | "onnx" | "process";
                runtime?: string;
                scenario?: "single-stream" | "multi-stream" | "server" | "offline";
                since?: unknown;
                track?: string;
                variant?: string;
            };
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The board as CSV */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getTasksIdFeedAtom: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description New bests of a task, as an Atom feed */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getTasksIdRules: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deadline, anonymity and limits that organisers set for a task */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskRules"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    putTasksIdRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default false */
                    anonymous?: boolean;
                    /** @default null */
                    deadline?: string | null;
                    /** @default null */
                    runsAtOnce?: number | null;
                    /** @default null */
                    runsInTotal?: number | null;
                    /** @default null */
                    runsPerDay?: number | null;
                };
            };
        };
        responses: {
            /** @description Sets deadline, anonymity and limits of a task */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskRules"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postTeams: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Makes a team, of which the caller is the first owner */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTeamsName: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who belongs to a team, and as what */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    putTeamsNameMembersPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    role: "owner" | "member" | "viewer";
                };
            };
        };
        responses: {
            /** @description Takes somebody into a team, or gives them another role */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteTeamsNameMembersPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sends somebody away from a team; everybody may leave */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postUploads: {
        parameters: {
            query?: never;
            header: {
                /** @description version of the protocol */
                "Tus-Resumable": "1.0.0";
                /** @description bytes of the archive */
                "Upload-Length": number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Begins an upload (tus 1.0.0, tus.io: creation, termination, expiration) */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, in words; by the guards before it, as a problem document */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "text/plain": string;
                };
            };
        };
    };
    optionsUploads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What of the protocol is spoken here */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, in words; by the guards before it, as a problem document */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "text/plain": string;
                };
            };
        };
    };
    deleteUploadsId: {
        parameters: {
            query?: never;
            header: {
                /** @description version of the protocol */
                "Tus-Resumable": "1.0.0";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Takes an upload away */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, in words; by the guards before it, as a problem document */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "text/plain": string;
                };
            };
        };
    };
    headUploadsId: {
        parameters: {
            query?: never;
            header: {
                /** @description version of the protocol */
                "Tus-Resumable": "1.0.0";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many bytes have arrived: Upload-Offset */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, in words; by the guards before it, as a problem document */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "text/plain": string;
                };
            };
        };
    };
    patchUploadsId: {
        parameters: {
            query?: never;
            header: {
                /** @description version of the protocol */
                "Tus-Resumable": "1.0.0";
                /** @description where they belong */
                "Upload-Offset": number;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description More bytes, as application/offset+octet-stream */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, in words; by the guards before it, as a problem document */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "text/plain": string;
                };
            };
        };
    };
    getWebhooks: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is told of one’s runs that ended, and of those of teams that one owns */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Webhook"][];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    team?: string;
                    /** Format: uri */
                    url: string;
                };
            };
        };
        responses: {
            /** @description An address that is told of every run of one’s own that ended, or of a team’s; the answer has the secret, once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        active: boolean;
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: uuid */
                        id: string;
                        secret: string;
                        team: string | null;
                        url: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteWebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ends a webhook */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getWebhooksIdDeliveries: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last hundred messages of a webhook, newest first: what was tried, and what was answered */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookDelivery"][];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getWorkers: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: then 304 without a body where it still holds */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Workers that have registered and have not left */
            200: {
                headers: {
                    /** @description strong validator of these bytes */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Worker"][];
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description what the caller holds still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postWorkers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    announcement: {
                        device: string;
                        deviceClass: string;
                        facts: {
                            cpu: {
                                cores: number;
                                model: string;
                            };
                            gpu: string | null;
                            memoryBytes: number;
                            node: string;
                            runtimes: {
                                available: boolean;
                                device: string | null;
                                /** @enum {string} */
                                name: "tensorflow" | "webgpu" | "wasm" | "cpu";
                                reason?: string;
                                version: string | null;
                            }[] | null;
                            sandboxes: {
                                available: boolean;
                                /** @enum {string} */
                                level: "process" | "namespace" | "container" | "kubernetes";
                                reason?: string;
                            }[];
                        };
                        /** Format: uuid */
                        id: string;
                        machine: string;
                        name: string;
                        pid: number;
                        pidSpace: string | null;
                        publicKey: string;
                        release: {
                            recordSchema: number;
                            software: string;
                            tasks: {
                                [key: string]: string;
                            };
                        };
                        sandboxes: ("process" | "namespace" | "container" | "kubernetes")[];
                        variants: {
                            task: string;
                            variant: string;
                        }[];
                    };
                    signature: {
                        /** @constant */
                        algorithm: "Ed25519";
                        keyId: string;
                        value: string;
                    };
                };
            };
        };
        responses: {
            /** @description A worker registers, or tells new facts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        refused: string | null;
                        /** Format: uuid */
                        worker: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteWorkersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The worker has stopped in order */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postWorkersIdDrain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No more runs for this worker; the one that it measures goes on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Worker"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postWorkersIdLease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A run for this worker, or why there is none now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        idle: {
                            detail: string;
                            /** @enum {string} */
                            reason: "empty" | "paused" | "draining" | "resting" | "device-busy" | "refused" | "outdated" | "unknown-worker";
                        } | null;
                        leased: {
                            attempt: number;
                            builtIn: boolean;
                            hidden?: {
                                challenge: string;
                                commitment: string;
                                /** @enum {string} */
                                phase: "main" | "final";
                                secret: string;
                                variant: string;
                            };
                            /** Format: uuid */
                            lease: string;
                            request: {
                                contamination?: boolean;
                                device?: string;
                                /** @enum {string} */
                                profile: "quick" | "full" | "audit";
                                revealedSeed?: string;
                                runtime: string | null;
                                /** @enum {string} */
                                sandbox: "process" | "namespace" | "container" | "kubernetes";
                                scenarios?: ("single-stream" | "multi-stream" | "server" | "offline")[];
                                seed: number | null;
                                seeds: number | null;
                                starts: number | null;
                                submission: string;
                                task: string;
                                variant: string;
                            };
                            /** Format: uuid */
                            run: string;
                            submissionDigest: string | null;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postWorkersIdResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Runs again, for a worker that was drained or rests */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Worker"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
