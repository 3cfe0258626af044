# title: coding regions of entries: of each level, narrowed by the region, the code and the class where some are left
PREFIX ant: <https://w3id.org/antecede/ontology#>
PREFIX op: <https://w3id.org/antecede/opinion#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT { ?own op:codedIn ?region } WHERE {
  { SELECT DISTINCT ?own WHERE { ?case op:fact|op:service ?node . ?node ant:names ?own } }
  ?own rdfs:subClassOf* ?class . ?class ant:codingRegion ?region .
  FILTER NOT EXISTS { ?own rdfs:subClassOf* ?nearer . ?nearer rdfs:subClassOf+ ?class ; ant:codingRegion ?any . FILTER(?nearer != ?class) }
} ;
INSERT { [] op:cellOf ?node ; op:cellAt ?level } WHERE { ?case op:fact|op:service ?node . ?node op:wants ?level } ;
INSERT { [] op:cellOf ?node } WHERE { ?case op:fact|op:service ?node . FILTER NOT EXISTS { ?node op:wants ?level } } ;
# title: the same for every level that any line of a request may mean, under the act of one line and the code of another
INSERT { [] op:gridLine ?line ; op:gridCode ?code ; op:cellAt ?level } WHERE {
  { SELECT DISTINCT ?line ?code ?level WHERE {
    ?line op:line ?case . ?other op:line ?case ; ant:requestsCode ?code . ?third op:line ?case .
    { ?third ant:namesLevel ?level } UNION { ?third ant:namesLevel ?branch . ?level ant:facetServedBy ?branch }
  } }
} ;
INSERT { ?cell op:told1 ?region } WHERE { ?cell op:cellAt ?level . ?level ant:codingRegion ?region } ;
INSERT { ?cell op:told2 ?region } WHERE {
  ?cell op:cellOf ?node . ?node ant:gives ?value . ?value ant:key "region" ; ant:given ?word .
  ?named a ant:Region ; skos:notation ?word ; ant:codingRegion ?region
} ;
INSERT { ?cell op:told3 ?region } WHERE { ?cell op:cellOf ?node . ?node ant:requestsCode ?code . ?code ant:codingRegion ?region } ;
INSERT { ?cell op:told3 ?region } WHERE { ?cell op:gridCode ?code . ?code ant:codingRegion ?region } ;
INSERT { ?cell op:told4 ?region } WHERE { ?cell op:cellOf|op:gridLine ?node . ?node ant:names ?own . ?own op:codedIn ?region } ;
INSERT { ?cell op:left0 ?region } WHERE { ?cell op:cellOf|op:gridLine ?node . ?region a ant:CodingRegion } ;
INSERT { ?cell op:left1 ?region } WHERE {
  ?cell op:left0 ?region . FILTER(EXISTS { ?cell op:told1 ?region } || NOT EXISTS { ?cell op:told1 ?other . ?cell op:left0 ?other })
} ;
INSERT { ?cell op:left2 ?region } WHERE {
  ?cell op:left1 ?region . FILTER(EXISTS { ?cell op:told2 ?region } || NOT EXISTS { ?cell op:told2 ?other . ?cell op:left1 ?other })
} ;
INSERT { ?cell op:left3 ?region } WHERE {
  ?cell op:left2 ?region . FILTER(EXISTS { ?cell op:told3 ?region } || NOT EXISTS { ?cell op:told3 ?other . ?cell op:left2 ?other })
} ;
INSERT { ?cell op:left4 ?region } WHERE {
  ?cell op:left3 ?region . FILTER(EXISTS { ?cell op:told4 ?region } || NOT EXISTS { ?cell op:told4 ?other . ?cell op:left3 ?other })
} ;
# title: regions in which an entry may lie, and does: a coded diagnosis in all that its code names
INSERT { ?node op:mayLieIn ?region } WHERE {
  ?cell op:cellOf ?node ; op:left4 ?region . FILTER NOT EXISTS { ?node ant:code ?code ; ant:names/op:codedIn ?any ; op:section "diagnoses" }
} ;
INSERT { ?node op:liesIn ?region } WHERE {
  ?cell op:cellOf ?node ; op:left4 ?region . FILTER NOT EXISTS { ?cell op:left4 ?other . FILTER(?other != ?region) }
  FILTER NOT EXISTS { ?node op:section "diagnoses" ; ant:names/op:codedIn ?any }
} ;
INSERT { ?node op:mayLieIn ?region ; op:liesIn ?region } WHERE { ?node op:section "diagnoses" ; ant:names/op:codedIn ?region } ;
# title: the one region of a level under act and code; branches that make no joint have none
INSERT { ?cell op:region ?region } WHERE {
  ?cell op:gridLine ?line ; op:cellAt ?level ; op:left4 ?region . FILTER NOT EXISTS { ?cell op:left4 ?other . FILTER(?other != ?region) }
  FILTER(NOT EXISTS { ?line op:byBranch true } || EXISTS { ?level ant:facetServedBy ?branch })
}
